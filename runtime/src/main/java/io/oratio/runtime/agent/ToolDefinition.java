package io.oratio.runtime.agent;

import java.util.List;
import java.util.Map;

/// A tool as `agent.json` declares it; `kind` tells which.
public sealed interface ToolDefinition {
  /// What holds for a tool of any kind.
  Bounds bounds();

  /// @param authority `read`, `write` or `money`; blank for the kind's default
  /// @param confirmation `never`, `always`; blank: always for money, never for others
  /// @param timeLimitSeconds the hard limit; 0 for 8
  /// @param filler what is said when it is slow; blank for a usual sentence
  /// @param resultChars the most of a result the model gets; 0 for 4,096
  record Bounds(
      String authority,
      String confirmation,
      double timeLimitSeconds,
      String filler,
      int resultChars) {
    public static final Bounds USUAL = new Bounds("", "", 0, "", 0);
  }

  /// One of ours: `knowledge_search`, `hand_off`, `hang_up`, `transfer`, `collect_digits`,
  /// `send_email`, `remember`.
  ///
  /// @param settings what the tool itself can be told, for example `to` of `send_email`
  record Builtin(String name, Map<String, Object> settings, Bounds bounds)
      implements ToolDefinition {}

  /// Any HTTP endpoint.
  ///
  /// @param url may hold `{argument}` in its path and query, never in its host
  /// @param headers values may hold `{argument}` and `{{secret:NAME}}`
  /// @param body a JSON value whose strings may hold `{argument}`; an empty map sends none
  /// @param arguments JSON Schema of the arguments
  /// @param result JSON Schema of the mapped result; an empty map allows any
  /// @param response result member → JSON Pointer into the answer; empty passes all
  record Http(
      String name,
      String description,
      String method,
      String url,
      Map<String, String> headers,
      Map<String, Object> body,
      Map<String, Object> arguments,
      Map<String, Object> result,
      Map<String, String> response,
      Bounds bounds)
      implements ToolDefinition {}

  /// Operations of an OpenAPI 3 document.
  ///
  /// @param document a file of the agent's folder (`tools/orders.yaml`) or an https address
  /// @param operations the `operationId`s that the agent may use
  /// @param server the base address; blank for the document's first
  record OpenApi(
      String name,
      String document,
      List<String> operations,
      String server,
      Map<String, String> headers,
      Bounds bounds)
      implements ToolDefinition {}

  /// Tools of an MCP server.
  ///
  /// @param command the words of a local command (the operator has to allow it); empty with a `url`
  /// @param url of a streamable HTTP server; blank with a `command`
  /// @param tools which of its tools; empty for all, at most 20
  record Mcp(
      String name,
      List<String> command,
      String url,
      Map<String, String> headers,
      List<String> tools,
      Bounds bounds)
      implements ToolDefinition {}
}
