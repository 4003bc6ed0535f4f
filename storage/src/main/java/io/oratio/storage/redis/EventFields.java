package io.oratio.storage.redis;

import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An event as the fields of an entry in a stream. What another version of the software wrote and
/// this one does not understand is left out.
final class EventFields {
  private EventFields() {}

  /// Names and values in turn, all but the sequence.
  static List<String> write(TenantId tenantId, LiveEvent.Draft draft) {
    List<String> fields = new ArrayList<>();
    fields.addAll(List.of("tenantId", tenantId.value()));
    fields.addAll(List.of("type", draft.type().wireName()));
    fields.addAll(List.of("at", draft.at().toString()));
    draft.sessionId().ifPresent(it -> fields.addAll(List.of("sessionId", it)));
    draft.agentId().ifPresent(it -> fields.addAll(List.of("agentId", it)));
    fields.addAll(List.of("body", draft.body()));
    return fields;
  }

  static Optional<LiveEvent> read(Map<String, String> fields) {
    try {
      return Optional.of(
          new LiveEvent(
              new TenantId(fields.getOrDefault("tenantId", "")),
              Long.parseLong(fields.getOrDefault("sequence", "")),
              LiveEventType.fromWire(fields.getOrDefault("type", "")),
              Instant.parse(fields.getOrDefault("at", "")),
              Optional.ofNullable(fields.get("sessionId")),
              Optional.ofNullable(fields.get("agentId")),
              fields.getOrDefault("body", "")));
    } catch (IllegalArgumentException | java.time.format.DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
