package io.oratio.runtime.agent;

import java.util.List;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes a definition as an `agent.json`, for versions that came from none: members in the order
/// of the schema, two spaces a level, what has its default left out, a line feed at the end.
final class DefinitionWriter {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final ObjectWriter PRETTY =
      MAPPER
          .writer()
          .with(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                          .withObjectEmptySeparator("")
                          .withArrayEmptySeparator(""))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private DefinitionWriter() {}

  static String write(AgentDefinition definition) {
    ObjectNode all = MAPPER.valueToTree(definition);
    all.remove("prompt");
    ObjectNode usual =
        MAPPER.valueToTree(new DefinitionReader(MAPPER.createObjectNode(), "").read());
    ObjectNode out = MAPPER.createObjectNode();
    List<String> required = List.of("schemaVersion", "agentId", "agentName", "tools");
    for (Map.Entry<String, JsonNode> each : all.properties()) {
      JsonNode value =
          switch (each.getKey()) {
            case "tools" -> tools(definition);
            case "dialogue" -> dialogue(each.getValue());
            default -> without(each.getValue(), usual.path(each.getKey()));
          };
      boolean isUsual =
          value.isContainer() ? value.isEmpty() : value.equals(usual.path(each.getKey()));
      if (required.contains(each.getKey()) || !isUsual) {
        out.set(each.getKey(), value);
      }
    }
    return write(out);
  }

  /// An `agent.json` as it stands, in the same form.
  static String write(JsonNode agent) {
    return PRETTY.writeValueAsString(agent) + "\n";
  }

  private static JsonNode tools(AgentDefinition definition) {
    var tools = MAPPER.createArrayNode();
    for (ToolDefinition each : definition.tools()) {
      String kind =
          switch (each) {
            case ToolDefinition.Builtin _ -> "builtin";
            case ToolDefinition.Http _ -> "http";
            case ToolDefinition.OpenApi _ -> "openapi";
            case ToolDefinition.Mcp _ -> "mcp";
          };
      ObjectNode tool = MAPPER.createObjectNode().put("kind", kind);
      tool.setAll((ObjectNode) withoutEmpty(MAPPER.valueToTree(each)));
      tools.add(tool);
    }
    return tools;
  }

  private static JsonNode dialogue(JsonNode dialogue) {
    return withoutEmpty(dialogue);
  }

  /// Without members that have the value they would have anyway.
  private static JsonNode without(JsonNode value, JsonNode usual) {
    if (!value.isObject() || !usual.isObject()) {
      return value;
    }
    ObjectNode out = MAPPER.createObjectNode();
    value
        .properties()
        .forEach(
            it -> {
              if (!it.getValue().equals(usual.path(it.getKey()))) {
                out.set(it.getKey(), it.getValue());
              }
            });
    return out;
  }

  /// Tools, intents and forms have nothing but empty defaults, save for a method that is GET.
  private static JsonNode withoutEmpty(JsonNode value) {
    if (value.isArray()) {
      var out = MAPPER.createArrayNode();
      value.forEach(it -> out.add(withoutEmpty(it)));
      return out;
    }
    if (!value.isObject()) {
      return value;
    }
    ObjectNode out = MAPPER.createObjectNode();
    value
        .properties()
        .forEach(
            it -> {
              boolean isFree =
                  List.of("arguments", "result", "body", "settings").contains(it.getKey());
              JsonNode inner = isFree ? it.getValue() : withoutEmpty(it.getValue());
              if (!isEmpty(inner)) {
                out.set(it.getKey(), inner);
              }
            });
    return out;
  }

  private static boolean isEmpty(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> value.stringValue().isEmpty();
      case NUMBER -> value.doubleValue() == 0;
      case BOOLEAN -> !value.booleanValue();
      case OBJECT, ARRAY -> value.isEmpty();
      default -> true;
    };
  }
}
