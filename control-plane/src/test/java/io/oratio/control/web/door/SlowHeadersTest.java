package io.oratio.control.web.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiRig;
import io.oratio.control.rig.RawHttp;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;

@Timeout(120)
class SlowHeadersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static ApiRig rig;

  static class Settings {
    @Bean
    HeaderPatience headerPatience() {
      return new HeaderPatience(PATIENCE);
    }
  }

  @BeforeAll
  static void start() {
    rig = ApiRig.start(SomeEndpoints.class, Settings.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void hangsUpOnWhoeverDripsTheHeadOfARequest() throws IOException {
    try (RawHttp raw = new RawHttp(rig.base())) {
      raw.send("GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: ");
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      boolean isHeard = true;
      while (isHeard) {
        assertThat(System.nanoTime()).as("the head drips without end").isLessThan(end);
        LockSupport.parkNanos(20_000_000);
        isHeard = isTaken(raw);
      }
    }
    rig.nobody().get("/health").expect(200);
  }

  @Test
  void waitsForTheNextRequestOfAConnectionAsBefore() throws IOException {
    String head = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
    try (RawHttp raw = new RawHttp(rig.base())) {
      for (int i = 0; i < 3; i++) {
        assertThat(raw.send(head).until("}")).startsWith("HTTP/1.1 200");
        LockSupport.parkNanos(PATIENCE.toNanos() * 2 / 3);
      }
    }
  }

  private static boolean isTaken(RawHttp raw) throws IOException {
    try {
      raw.send("a");
      return true;
    } catch (SocketException _) {
      return false;
    }
  }
}
