package io.oratio.standalone;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.List;
import java.util.TreeMap;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A log line as one JSON object: `timestamp`, `level`, `logger`, `thread`, `message`, `error`
/// where something failed, and whatever is known of what it is about: `request_id`,
/// `correlation_id`, `session_id`, `tenant_id`, `call_id`, `trace_id`, `span_id`. Made by Spring
/// Boot, by name.
public final class LogLine implements StructuredLogFormatter<ILoggingEvent> {
  private static final List<String> ABOUT =
      List.of(
          "request_id",
          "correlation_id",
          "session_id",
          "tenant_id",
          "call_id",
          "run_id",
          "trace_id",
          "span_id");

  @Override
  public String format(ILoggingEvent event) {
    ObjectNode line = JsonMapper.shared().createObjectNode();
    line.put("timestamp", event.getInstant().toString());
    line.put("level", event.getLevel().toString());
    line.put("logger", event.getLoggerName());
    line.put("thread", event.getThreadName());
    line.put("message", Masked.of(String.valueOf(event.getFormattedMessage())));
    IThrowableProxy failure = event.getThrowableProxy();
    if (failure != null) {
      ObjectNode error = line.putObject("error");
      error.put("type", failure.getClassName());
      error.put("message", Masked.of(String.valueOf(failure.getMessage())));
      error.put("stack", Masked.of(ThrowableProxyUtil.asString(failure)));
    }
    new TreeMap<>(event.getMDCPropertyMap())
        .forEach(
            (name, value) -> {
              if (ABOUT.contains(name)) {
                line.put(name, value);
              }
            });
    return line + "\n";
  }
}
