package io.oratio.simulator.session;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An outlet that remembers what was written into it.
final class RecordedOutlet implements Outlet {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final List<String> deeds = new ArrayList<>();
  final List<JsonNode> events = new ArrayList<>();
  boolean writable = true;

  @Override
  public void open() {
    deeds.add("open");
  }

  @Override
  public void event(byte[] json) {
    JsonNode event = JSON.readTree(json).path("event");
    events.add(event);
    deeds.add(event.isObject() ? event.propertyNames().iterator().next() : "unknown");
  }

  @Override
  public void brokenEvent(byte[] json) {
    deeds.add("broken");
  }

  @Override
  public void exception(String type, String message, String detail) {
    deeds.add(type);
  }

  @Override
  public void end() {
    deeds.add("end");
  }

  @Override
  public void reset() {
    deeds.add("reset");
  }

  @Override
  public void disconnect() {
    deeds.add("disconnect");
  }

  @Override
  public boolean isWritable() {
    return writable;
  }

  @Override
  public void flush() {}

  /// The contents of all textOutput events, in order.
  List<String> texts() {
    return events.stream()
        .filter(event -> event.has("textOutput"))
        .map(event -> event.path("textOutput").path("content").asString())
        .toList();
  }

  /// How many audioOutput events there were.
  int chunks() {
    return (int) events.stream().filter(event -> event.has("audioOutput")).count();
  }
}
