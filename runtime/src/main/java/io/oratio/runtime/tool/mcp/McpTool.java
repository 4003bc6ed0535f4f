package io.oratio.runtime.tool.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.runtime.agent.ToolDefinition.Bounds;
import io.oratio.runtime.tool.Tool;
import io.oratio.runtime.tool.ToolFailure;
import io.oratio.runtime.tool.ToolSpec;
import io.oratio.runtime.tool.http.Endpoint;
import io.oratio.runtime.tool.http.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One tool of an MCP server.
final class McpTool implements Tool {
  private static final int LONGEST_SCHEMA = 24_000;
  private static final int LONGEST_DESCRIPTION = 1_000;

  private final McpServer server;
  private final String nameThere;
  private final JsonMapper json;
  private final ToolSpec spec;
  private final String resultSchema;
  private final boolean isRepeatable;

  McpTool(McpServer server, McpSchema.Tool tool, String name, Bounds bounds, JsonMapper json) {
    this.server = server;
    this.nameThere = tool.name();
    this.json = json;
    // A server's hints are not to be trusted with more than how it is itself treated.
    boolean isReading = isTrue(tool.annotations(), true);
    this.isRepeatable = isReading || isTrue(tool.annotations(), false);
    var authority = Terms.authority(bounds, isReading ? Authority.READ : Authority.WRITE);
    this.spec =
        new ToolSpec(
            name,
            description(tool),
            tool.inputSchema() == null || tool.inputSchema().isEmpty()
                ? "{\"type\":\"object\",\"properties\":{}}"
                : json.writeValueAsString(tool.inputSchema()),
            authority,
            Terms.mustConfirm(bounds, authority));
    this.resultSchema =
        tool.outputSchema() == null || tool.outputSchema().isEmpty()
            ? ""
            : json.writeValueAsString(tool.outputSchema());
  }

  private static boolean isTrue(McpSchema.ToolAnnotations hints, boolean readOnly) {
    return hints != null
        && Boolean.TRUE.equals(readOnly ? hints.readOnlyHint() : hints.idempotentHint());
  }

  private static String description(McpSchema.Tool tool) {
    var text = tool.description() == null ? "" : tool.description();
    var shown = text.isBlank() && tool.title() != null ? tool.title() : text;
    return shown.length() <= LONGEST_DESCRIPTION ? shown : shown.substring(0, LONGEST_DESCRIPTION);
  }

  /// Whether a model can be told of it: its schemas are short and stand alone.
  static boolean isUsable(McpSchema.Tool tool) {
    if (tool.name() == null || tool.name().isBlank()) {
      return false;
    }
    for (var schema : List.of(orEmpty(tool.inputSchema()), orEmpty(tool.outputSchema()))) {
      JsonNode tree = JsonMapper.shared().valueToTree(schema);
      boolean isForeign =
          tree.findValues("$ref").stream()
              .anyMatch(it -> it.isString() && !it.stringValue().startsWith("#"));
      if (isForeign || tree.toString().length() > LONGEST_SCHEMA) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, Object> orEmpty(Map<String, Object> schema) {
    return schema == null ? Map.of() : schema;
  }

  @Override
  public ToolSpec spec() {
    return spec;
  }

  @Override
  public String resultSchema() {
    return resultSchema;
  }

  @Override
  public boolean isRepeatable() {
    return isRepeatable;
  }

  @Override
  public JsonNode run(ObjectNode arguments, String key) throws ToolFailure, InterruptedException {
    Map<String, Object> plain =
        json.convertValue(arguments, new TypeReference<Map<String, Object>>() {});
    var result =
        server.call(
            new McpSchema.CallToolRequest(nameThere, plain, Map.of("oratio/idempotencyKey", key)));
    var text = text(result);
    if (Boolean.TRUE.equals(result.isError())) {
      throw new ToolFailure(
          "tool_error",
          "The tool failed. It said: " + Endpoint.quoted(server.cleaned(text)),
          false);
    }
    if (result.structuredContent() != null) {
      return json.readTree(server.cleaned(json.writeValueAsString(result.structuredContent())));
    }
    var cleaned = server.cleaned(text);
    return parsed(cleaned).orElseGet(() -> JsonNodeFactory.instance.stringNode(cleaned));
  }

  private static String text(McpSchema.CallToolResult result) {
    var texts = new ArrayList<String>();
    for (var content : result.content() == null ? List.<McpSchema.Content>of() : result.content()) {
      texts.add(
          content instanceof McpSchema.TextContent text
              ? String.valueOf(text.text())
              : "[" + content.type() + "]");
    }
    return String.join("\n", texts);
  }

  // Many servers send their JSON as text only.
  private Optional<JsonNode> parsed(String text) {
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(json.readTree(text));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
