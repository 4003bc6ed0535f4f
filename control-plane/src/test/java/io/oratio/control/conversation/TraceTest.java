package io.oratio.control.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class TraceTest {
  @RegisterExtension static final OpenTelemetryExtension SPANS = OpenTelemetryExtension.create();

  private static ApiRig rig;

  @BeforeAll
  static void start() {
    rig = ApiRig.start(TextParts.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void isOneFromTheRequestToTheRunAndTellsNoWords() {
    TenantId tenant = Bakery.open(rig);
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    rig.as(tenant, Role.OPERATOR)
        .with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
        .post("/chat/bakery", "{\"message\":\"my number is +14155550142\"}")
        .expect(200);

    SpanData request = span("POST /chat/{agentId}");
    SpanData run = span("run");
    assertThat(request.getTraceId()).isEqualTo(trace);
    assertThat(request.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(text(request, "oratio.operation")).isEqualTo("chat");
    assertThat(text(request, "oratio.tenant_id")).isEqualTo(tenant.value());
    assertThat(run.getTraceId()).isEqualTo(trace);
    assertThat(run.getParentSpanId()).isEqualTo(request.getSpanId());
    assertThat(text(run, "oratio.run_id")).isNotBlank();
    assertThat(List.of(request.toString(), run.toString()))
        .allSatisfy(it -> assertThat(it).doesNotContain("my number").doesNotContain("5550142"));
  }

  private static String text(SpanData span, String name) {
    return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(name)));
  }

  /// The request's own ends after its answer was sent.
  private static SpanData span(String name) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Optional<SpanData> found = Optional.empty();
    while (found.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(5_000_000);
      found = SPANS.getSpans().stream().filter(it -> it.getName().equals(name)).findFirst();
    }
    return found.orElseThrow();
  }
}
