package io.oratio.gateway.call;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.oratio.engine.EngineFailure;
import io.oratio.runtime.trace.Spans;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.MDC;

/// One call as a trace, and what its log lines are about. The call is the root; each session of the
/// engine and each use of a tool is a part of it. One thread, the call's mailbox, save for
/// [#within].
final class CallTrace {
  private static final AttributeKey<String> STATE = AttributeKey.stringKey("oratio.call.state");

  private final Span call;
  private final Map<String, String> about;
  private Span engine = Span.getInvalid();

  CallTrace(CallFacts facts) {
    call =
        Spans.begin(
            "call",
            facts.direction() == Direction.INBOUND ? SpanKind.SERVER : SpanKind.CLIENT,
            Context.root());
    call.setAttribute("oratio.session_id", facts.sessionId());
    call.setAttribute("oratio.tenant_id", facts.agent().tenantId().value());
    call.setAttribute("oratio.agent_id", facts.agent().agentId());
    call.setAttribute("oratio.agent_version", facts.version().version());
    call.setAttribute("oratio.channel", facts.channel().wireName());
    call.setAttribute(
        "oratio.direction", facts.direction().name().toLowerCase(java.util.Locale.ROOT));
    call.setAttribute("oratio.trunk_id", facts.trunkId());
    call.setAttribute("oratio.person", Spans.masked(facts.person()));
    facts.customer().callId().ifPresent(it -> call.setAttribute("sip.call_id", it));
    about = new HashMap<>(facts.logged());
    about.putAll(Spans.logged(call));
  }

  /// Does something of the call's, on any thread: what is begun and logged there belongs to it.
  void within(Runnable work) {
    about.forEach(MDC::put);
    try (Scope _ = Context.current().with(call).makeCurrent()) {
      work.run();
    } finally {
      about.keySet().forEach(MDC::remove);
    }
  }

  void moved(CallState state) {
    call.addEvent("state", Attributes.of(STATE, state.name()));
  }

  /// The engine is asked for, or asked for anew.
  void engineAsked(String name) {
    engine.end();
    engine = Spans.begin("engine session", SpanKind.CLIENT, Context.root().with(call));
    engine.setAttribute("oratio.engine", name);
  }

  void engineOpened() {
    engine.addEvent("opened");
  }

  void engineLost(EngineFailure failure) {
    engine.setStatus(StatusCode.ERROR, failure.kind().name());
    engine.end();
  }

  void ended(Termination why) {
    engine.end();
    call.setAttribute("oratio.result", why.ending().result());
    call.setAttribute("oratio.reason", why.ending().reason());
    call.end();
  }
}
