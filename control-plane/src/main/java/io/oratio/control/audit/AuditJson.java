package io.oratio.control.audit;

import io.oratio.control.web.Json;
import io.oratio.domain.audit.AuditEntry;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes an entry as the outside sees it. Features put where it was asked from into the details,
/// as `ip` and `requestId`; what they put there besides is shown as texts.
final class AuditJson {
  private static final int DETAILS_AT_MOST = 32;

  private AuditJson() {}

  static ObjectNode of(AuditEntry entry) {
    JsonNode details = details(entry.details());
    Json shown = Json.object();
    details.properties().stream()
        .filter(it -> !it.getKey().equals("ip") && !it.getKey().equals("requestId"))
        .filter(it -> !it.getKey().isEmpty() && it.getKey().length() <= 64)
        .limit(DETAILS_AT_MOST)
        .forEach((Map.Entry<String, JsonNode> it) -> shown.with(it.getKey(), cut(it.getValue())));
    ObjectNode rest = shown.node();
    return Json.object()
        .with("eventId", "aud_" + entry.sequence())
        .with("sequence", entry.sequence())
        .with("at", entry.at())
        .with("actor", actor(entry.actor()))
        .with("action", entry.action())
        .with("target", kindAndId(entry.subject(), "none"))
        .with("details", Optional.of(rest).filter(it -> !it.isEmpty()))
        .with("ipAddress", text(details, "ip", 64))
        .with("requestId", text(details, "requestId", 128))
        .with("hash", entry.hash())
        .with("previousHash", entry.previousHash())
        .node();
  }

  private static Json actor(String actor) {
    String kind = part(actor, 0);
    String id = part(actor, 1);
    return Json.object()
        .with(
            "kind",
            switch (kind) {
              case "user", "key" -> kind;
              case "visitor", "widget" -> "widget";
              default -> "system";
            })
        .with("id", id.isEmpty() ? kind : id);
  }

  private static Json kindAndId(String subject, String without) {
    String kind = part(subject, 0);
    return Json.object()
        .with("kind", kind.isEmpty() ? without : kind.substring(0, Math.min(64, kind.length())))
        .with("id", part(subject, 1));
  }

  /// `user/usr_1`, or `user:usr_1` as it was written once: an entry is never rewritten.
  private static String part(String text, int index) {
    String[] parts = text.split("[/:]", 2);
    return index < parts.length ? parts[index] : "";
  }

  private static JsonNode details(String text) {
    try {
      return text.isBlank()
          ? JsonMapper.shared().createObjectNode()
          : JsonMapper.shared().readTree(text);
    } catch (JacksonException _) {
      return JsonMapper.shared().createObjectNode().put("text", text);
    }
  }

  private static Optional<String> text(JsonNode details, String name, int longest) {
    return Optional.of(details.path(name).stringValue(""))
        .filter(it -> !it.isEmpty() && it.length() <= longest);
  }

  private static String cut(JsonNode value) {
    String text = value.isString() ? value.stringValue() : value.toString();
    return text.length() <= 1000 ? text : text.substring(0, 1000);
  }
}
