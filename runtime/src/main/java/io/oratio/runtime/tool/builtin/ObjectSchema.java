package io.oratio.runtime.tool.builtin;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes the JSON Schema of a tool's arguments; members it does not name are not allowed.
final class ObjectSchema {
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
  private final ObjectNode properties = MAKE.objectNode();
  private final ArrayNode required = MAKE.arrayNode();

  ObjectSchema text(String name, String description, int longest, boolean isRequired) {
    ObjectNode schema = member(name, "string", description, isRequired);
    schema.put("minLength", isRequired ? 1 : 0).put("maxLength", longest);
    return this;
  }

  ObjectSchema choice(String name, String description, List<String> choices) {
    ArrayNode allowed = member(name, "string", description, true).putArray("enum");
    choices.forEach(allowed::add);
    return this;
  }

  ObjectSchema number(String name, String description, int least, int most) {
    member(name, "integer", description, false).put("minimum", least).put("maximum", most);
    return this;
  }

  ObjectSchema pattern(String name, String description, String pattern) {
    member(name, "string", description, true).put("pattern", pattern);
    return this;
  }

  /// The schema as JSON text.
  String json() {
    ObjectNode schema = MAKE.objectNode().put("type", "object");
    schema.set("properties", properties);
    schema.set("required", required);
    return schema.put("additionalProperties", false).toString();
  }

  private ObjectNode member(String name, String type, String description, boolean isRequired) {
    if (isRequired) {
      required.add(name);
    }
    return properties.putObject(name).put("type", type).put("description", description);
  }
}
