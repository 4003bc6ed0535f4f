package io.oratio.runtime.model;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tools as models are told of them.
public final class ToolSpecs {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ToolSpecs() {}

  /// A tool by its JSON Schema, which is passed on property by property as it stands.
  ///
  /// @param inputSchema JSON text of an object's schema; anything else becomes an object without
  ///   properties
  public static ToolSpecification of(String name, String description, String inputSchema) {
    return ToolSpecification.builder()
        .name(name)
        .description(description)
        .parameters(schema(inputSchema))
        .build();
  }

  private static JsonObjectSchema schema(String text) {
    JsonObjectSchema.Builder builder = JsonObjectSchema.builder();
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JacksonException _) {
      return builder.build();
    }
    root.path("properties")
        .propertyStream()
        .forEach(it -> builder.addProperty(it.getKey(), raw(it.getValue())));
    List<String> required = new ArrayList<>();
    root.path("required").forEach(it -> required.add(it.asString("")));
    if (!required.isEmpty()) {
      builder.required(required);
    }
    if (root.path("additionalProperties").isBoolean()) {
      builder.additionalProperties(root.path("additionalProperties").booleanValue());
    }
    if (root.path("$defs").isObject()) {
      java.util.Map<String, dev.langchain4j.model.chat.request.json.JsonSchemaElement> definitions =
          new java.util.LinkedHashMap<>();
      root.path("$defs")
          .propertyStream()
          .forEach(it -> definitions.put(it.getKey(), raw(it.getValue())));
      builder.definitions(definitions);
    }
    return builder.build();
  }

  private static JsonRawSchema raw(JsonNode schema) {
    return JsonRawSchema.from(schema.isObject() ? schema.toString() : "{}");
  }
}
