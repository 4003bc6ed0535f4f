package io.oratio.control.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes a record as JSON, member by member: what the outside sees is said in one place and does
/// not change when a record does. What is empty is left out.
public final class Json {
  private final ObjectNode node = JsonNodeFactory.instance.objectNode();

  private Json() {}

  /// An object without members.
  public static Json object() {
    return new Json();
  }

  /// A list, each of whose elements is written by `write`.
  public static <T> ArrayNode list(Collection<T> elements, Function<T, ? extends JsonNode> write) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode(elements.size());
    elements.forEach(it -> list.add(write.apply(it)));
    return list;
  }

  /// A list of texts.
  public static ArrayNode texts(Collection<String> texts) {
    return list(texts, JsonNodeFactory.instance::stringNode);
  }

  public Json with(String name, String value) {
    node.put(name, value);
    return this;
  }

  public Json with(String name, long value) {
    node.put(name, value);
    return this;
  }

  public Json with(String name, double value) {
    node.put(name, value);
    return this;
  }

  public Json with(String name, boolean value) {
    node.put(name, value);
    return this;
  }

  /// RFC 3339 in UTC.
  public Json with(String name, Instant value) {
    return with(name, value.toString());
  }

  /// Seconds, with their fraction.
  public Json seconds(String name, Duration value) {
    return with(name, value.toMillis() / 1000.0);
  }

  public Json with(String name, JsonNode value) {
    node.set(name, value);
    return this;
  }

  public Json with(String name, Json value) {
    return with(name, value.node());
  }

  /// Any of the kinds above, or nothing.
  ///
  /// @throws IllegalArgumentException for a kind that is not above
  public Json with(String name, Optional<?> value) {
    return value.map(it -> withAny(name, it)).orElse(this);
  }

  public Json with(String name, OptionalInt value) {
    return value.isPresent() ? with(name, value.getAsInt()) : this;
  }

  /// The object as it stands.
  public ObjectNode node() {
    return node;
  }

  private Json withAny(String name, Object value) {
    return switch (value) {
      case String text -> with(name, text);
      case Integer number -> with(name, number);
      case Long number -> with(name, number);
      case Double number -> with(name, number);
      case Boolean flag -> with(name, flag);
      case Instant instant -> with(name, instant);
      case JsonNode json -> with(name, json);
      case Json json -> with(name, json);
      default ->
          throw new IllegalArgumentException(name + ": cannot write " + value.getClass().getName());
    };
  }
}
