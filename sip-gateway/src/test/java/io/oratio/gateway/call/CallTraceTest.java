package io.oratio.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.oratio.domain.Samples;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.CustomerMetadata;
import io.oratio.domain.tenant.TenantId;
import io.oratio.engine.EngineFailure;
import io.oratio.runtime.trace.Spans;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;

class CallTraceTest {
  @RegisterExtension static final OpenTelemetryExtension SPANS = OpenTelemetryExtension.create();

  @Test
  void isTheRootOfWhatTheEngineAndTheToolsDo() {
    CallTrace trace = new CallTrace(facts());
    trace.engineAsked("local");
    trace.engineOpened();
    trace.within(() -> Spans.begin("tool").end());
    trace.engineLost(new EngineFailure(EngineFailure.Kind.BROKEN, "words of the service"));
    trace.engineAsked("local");
    trace.ended(new Termination(Termination.Reason.CALLER_HUNG_UP));

    SpanData call = span("call");
    assertThat(call.getParentSpanContext().isValid()).isFalse();
    assertThat(text(call, "sip.call_id")).isEqualTo("abc@198.51.100.7");
    assertThat(text(call, "oratio.person")).isEqualTo("…42");
    assertThat(text(call, "oratio.reason")).isEqualTo("caller_hung_up");
    assertThat(SPANS.getSpans()).hasSize(4);
    assertThat(SPANS.getSpans())
        .filteredOn(it -> !it.getName().equals("call"))
        .allSatisfy(
            it -> {
              assertThat(it.getTraceId()).isEqualTo(call.getTraceId());
              assertThat(it.getParentSpanId()).isEqualTo(call.getSpanId());
            });
    assertThat(SPANS.getSpans().toString())
        .doesNotContain("5550142")
        .doesNotContain("words of the service");
  }

  @Test
  void givesEachLogLineWhatItIsAboutAndTakesItAwayAgain() {
    CallTrace trace = new CallTrace(facts());
    Map<String, String> seen = new HashMap<>();
    trace.within(() -> seen.putAll(MDC.getCopyOfContextMap()));
    trace.ended(new Termination(Termination.Reason.CALLER_HUNG_UP));
    assertThat(seen)
        .containsEntry("session_id", "ses_1")
        .containsEntry("tenant_id", "acme")
        .containsEntry("call_id", "abc@198.51.100.7")
        .containsEntry("correlation_id", "abc@198.51.100.7")
        .containsEntry("trace_id", span("call").getTraceId());
    assertThat(MDC.get("session_id")).isNull();
  }

  private SpanData span(String name) {
    return SPANS.getSpans().stream()
        .filter(it -> it.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String text(SpanData span, String name) {
    return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(name)));
  }

  private static CallFacts facts() {
    TenantId tenant = new TenantId("acme");
    return new CallFacts(
        "ses_1",
        new Agent(
            tenant,
            "reception",
            "owner",
            "Reception",
            AgentType.BOTH,
            AgentStatus.ACTIVE,
            OptionalInt.of(1),
            Samples.MORNING,
            Samples.MORNING),
        Samples.agentVersion(tenant, "reception", 1),
        Channel.SIP,
        Direction.INBOUND,
        "carrier",
        "100",
        "+14155550142",
        new CustomerMetadata(
            Optional.empty(),
            Optional.empty(),
            Optional.of("abc@198.51.100.7"),
            Optional.of("+14155550142")),
        Map.of());
  }
}
