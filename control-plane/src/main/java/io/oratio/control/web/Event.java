package io.oratio.control.web;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One server-sent event.
///
/// @param id what comes back in `Last-Event-ID`; none for an event that cannot be gone on from
/// @param name the event's type; none for a plain message
/// @param data may have several lines
public record Event(Optional<String> id, Optional<String> name, String data) {
  /// An event with JSON.
  public static Event of(String id, String name, JsonNode data) {
    return new Event(Optional.of(id), Optional.of(name), data.toString());
  }

  /// An event that has only its words.
  public static Event plain(String data) {
    return new Event(Optional.empty(), Optional.empty(), data);
  }
}
