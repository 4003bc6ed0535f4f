package io.oratio.control.web.door;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.oratio.control.web.Caller;
import io.oratio.control.web.contract.Contract;
import io.oratio.runtime.trace.Spans;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// A request as a trace, or as a part of the sender's (`traceparent`, W3C Trace Context), and what
/// its log lines are about. On the request's own thread.
final class RequestTrace {
  private static final Map<String, String> SESSIONS =
      Map.of("sessionId", "session_id", "callId", "session_id", "conversationId", "session_id");

  private static final TextMapGetter<HttpServletRequest> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServletRequest request) {
          return Collections.list(request.getHeaderNames());
        }

        @Override
        public @Nullable String get(@Nullable HttpServletRequest request, String name) {
          return request == null ? null : request.getHeader(name);
        }
      };

  private final Span span;
  private final Scope scope;
  private final Map<String, String> about = new HashMap<>();

  private RequestTrace(Span span, Scope scope) {
    this.span = span;
    this.scope = scope;
  }

  static RequestTrace begin(HttpServletRequest request, Contract.Match match, String requestId) {
    Context parent =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), request, HEADERS);
    String route =
        match instanceof Contract.Match.Found found ? found.operation().path().text() : "";
    Span span = Spans.begin((request.getMethod() + " " + route).strip(), SpanKind.SERVER, parent);
    span.setAttribute("http.request.method", request.getMethod());
    span.setAttribute("http.route", route);
    span.setAttribute("oratio.request_id", requestId);
    if (match instanceof Contract.Match.Found found) {
      span.setAttribute("oratio.operation", found.operation().operationId());
    }
    RequestTrace trace = new RequestTrace(span, parent.with(span).makeCurrent());
    trace.log(RequestId.MDC_KEY, requestId);
    trace.log("correlation_id", requestId);
    Spans.logged(span).forEach(trace::log);
    return trace;
  }

  /// Now it is known who asks, and about what.
  ///
  /// @param path the path's names
  void known(Caller caller, Map<String, String> path) {
    if (caller instanceof Caller.Known known) {
      span.setAttribute("oratio.tenant_id", known.tenantId().value());
      log("tenant_id", known.tenantId().value());
    }
    SESSIONS.forEach(
        (name, logged) -> {
          String id = path.get(name);
          if (id != null) {
            span.setAttribute("oratio." + logged, id);
            log(logged, id);
          }
        });
  }

  void end(int status) {
    span.setAttribute("http.response.status_code", status);
    if (status >= 500) {
      span.setStatus(StatusCode.ERROR);
    }
    about.keySet().forEach(MDC::remove);
    scope.close();
    span.end();
  }

  private void log(String name, String value) {
    about.put(name, value);
    MDC.put(name, value);
  }
}
