package io.oratio.runtime.conversation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.trace.Spans;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.MDC;

/// A run as a part of the trace of the request that asked for it, and what its log lines are about.
/// Opened and closed on the run's own thread.
final class RunTrace implements AutoCloseable {
  private final Span span;
  private final Scope scope;
  private final Map<String, String> about;

  RunTrace(
      Context parent,
      TenantId tenantId,
      String conversationId,
      String runId,
      String correlationId) {
    span = Spans.begin("run", SpanKind.INTERNAL, parent);
    span.setAttribute("oratio.tenant_id", tenantId.value());
    span.setAttribute("oratio.session_id", conversationId);
    span.setAttribute("oratio.run_id", runId);
    scope = parent.with(span).makeCurrent();
    about = new HashMap<>(Spans.logged(span));
    about.put("tenant_id", tenantId.value());
    about.put("session_id", conversationId);
    about.put("run_id", runId);
    if (!correlationId.isBlank()) {
      about.put("correlation_id", correlationId);
    }
    about.forEach(MDC::put);
  }

  @Override
  public void close() {
    about.keySet().forEach(MDC::remove);
    scope.close();
    span.end();
  }
}
