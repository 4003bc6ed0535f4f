package io.oratio.runtime.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;

/// Begins spans. Their attributes are ids, names of the contract's and numbers; never what was said
/// or written, never a whole telephone number.
public final class Spans {
  private static final String NAME = "io.oratio";

  private Spans() {}

  /// One that belongs to what this thread is about.
  public static Span begin(String name) {
    return begin(name, SpanKind.INTERNAL, Context.current());
  }

  /// One that belongs to something else.
  public static Span begin(String name, SpanKind kind, Context parent) {
    return GlobalOpenTelemetry.getTracer(NAME)
        .spanBuilder(name)
        .setSpanKind(kind)
        .setParent(parent)
        .startSpan();
  }

  /// A telephone number as it may be shown: its last two digits.
  public static String masked(String number) {
    return number.length() <= 4 ? "…" : "…" + number.substring(number.length() - 2);
  }

  /// The ids under which log lines name a span; none if it goes nowhere.
  public static Map<String, String> logged(Span span) {
    Map<String, String> ids = new HashMap<>();
    if (span.getSpanContext().isValid()) {
      ids.put("trace_id", span.getSpanContext().getTraceId());
      ids.put("span_id", span.getSpanContext().getSpanId());
    }
    return ids;
  }
}
