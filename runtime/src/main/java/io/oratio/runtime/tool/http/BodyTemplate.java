package io.oratio.runtime.tool.http;

import io.oratio.runtime.tool.ToolFailure;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A JSON value whose strings may have gaps. A string that is nothing but one `{argument}` becomes
/// that argument with its type; a member whose argument was not given is left out.
final class BodyTemplate {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private BodyTemplate() {}

  static JsonNode filled(JsonNode template, Filling filling) throws ToolFailure {
    return value(template, filling).orElseGet(NODES::objectNode);
  }

  private static Optional<JsonNode> value(JsonNode template, Filling filling) throws ToolFailure {
    return switch (template) {
      case ObjectNode object -> Optional.of(object(object, filling));
      case ArrayNode array -> Optional.of(array(array, filling));
      case JsonNode node when node.isString() -> string(node.stringValue(), filling);
      default -> Optional.of(template);
    };
  }

  private static ObjectNode object(ObjectNode template, Filling filling) throws ToolFailure {
    var object = NODES.objectNode();
    for (var member : template.properties()) {
      var value = value(member.getValue(), filling);
      if (value.isPresent()) {
        object.set(member.getKey(), value.get());
      }
    }
    return object;
  }

  private static ArrayNode array(ArrayNode template, Filling filling) throws ToolFailure {
    var array = NODES.arrayNode();
    for (var element : template.values()) {
      var value = value(element, filling);
      if (value.isPresent()) {
        array.add(value.get());
      }
    }
    return array;
  }

  private static Optional<JsonNode> string(String text, Filling filling) throws ToolFailure {
    var template = Template.parse(text);
    var only = template.onlyArgument();
    if (!only.isEmpty()) {
      return filling.argument(only);
    }
    return Optional.of(NODES.stringNode(filling.filled(template, it -> it, it -> it)));
  }
}
