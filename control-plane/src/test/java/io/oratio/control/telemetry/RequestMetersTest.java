package io.oratio.control.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.oratio.control.rig.ApiRig;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;

@Timeout(60)
class RequestMetersTest {
  static class Meters {
    @Bean
    MeterRegistry meterRegistry() {
      return new SimpleMeterRegistry();
    }
  }

  @Test
  void countsRequestsByOperationAndStatus() {
    try (ApiRig rig = ApiRig.start(Meters.class)) {
      rig.nobody().get("/health").expect(200);
      rig.nobody().get("/api/agents/agt_1").expect(401);
      rig.nobody().get("/api/agents/agt_2").expect(401);
      MeterRegistry meters = rig.bean(MeterRegistry.class);
      // A meter is written once the answer is on its way.
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (refused(meters) < 2 && System.nanoTime() < deadline) {
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
      assertThat(refused(meters)).isEqualTo(2);
      assertThat(meters.get("oratio_control_request_seconds").timers()).hasSize(2);
    }
  }

  private static long refused(MeterRegistry meters) {
    return meters
        .find("oratio_control_request_seconds")
        .tags("operation", "getAgent", "status", "401")
        .timers()
        .stream()
        .mapToLong(Timer::count)
        .sum();
  }
}
