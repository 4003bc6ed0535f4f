package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogLineTest {
  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("io.oratio.gateway.call.Call");

  @Test
  void isOneJsonObjectWithWhatTheLineIsAbout() {
    LoggingEvent event =
        event("call {} of {} failed", new IllegalStateException("of ann@example.com"));
    event.setMDCPropertyMap(
        Map.of(
            "session_id", "ses_1",
            "tenant_id", "acme",
            "call_id", "abc@198.51.100.7",
            "request_id", "req_1",
            "correlation_id", "abc@198.51.100.7",
            "other", "not ours"));
    String text = new LogLine().format(event);
    assertThat(text).endsWith("\n").doesNotContain("ann@example.com").doesNotContain("5550142");
    assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
    JsonNode line = JsonMapper.shared().readTree(text);
    assertThat(Instant.parse(line.path("timestamp").asString())).isAfter(Instant.EPOCH);
    assertThat(line.path("level").asString()).isEqualTo("ERROR");
    assertThat(line.path("logger").asString()).isEqualTo("io.oratio.gateway.call.Call");
    assertThat(line.path("message").asString()).isEqualTo("call ses_1 of …42 failed");
    assertThat(line.at("/error/type").asString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(line.path("session_id").asString()).isEqualTo("ses_1");
    assertThat(line.path("call_id").asString()).isEqualTo("abc@198.51.100.7");
    assertThat(line.has("other")).isFalse();
  }

  @Test
  void keepsALineThatBreaksWithinOneLine() {
    String text = new LogLine().format(event("a {} \"quoted\"\nforged {}", null));
    assertThat(text.strip()).doesNotContain("\n");
    assertThat(JsonMapper.shared().readTree(text).path("message").asString())
        .isEqualTo("a ses_1 \"quoted\"\nforged …42");
  }

  private LoggingEvent event(String message, @org.jspecify.annotations.Nullable Throwable failure) {
    return new LoggingEvent(
        "logger", logger, Level.ERROR, message, failure, new Object[] {"ses_1", "+14155550142"});
  }
}
