package io.oratio.control.agent;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.session.Channel;
import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.ToolDefinition;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.ToolSpec;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// What a talk without consequences has around it: nobody's session, and the agent's tools by their
/// names and schemas, behind which nothing stands. Tools of an OpenAPI document or an MCP server
/// are known only once they are asked for them, so they are left out here.
final class TestFacts {
  private static final String ANY = "{\"type\":\"object\"}";

  private TestFacts() {}

  static Scene.Facts of(AgentVersion version, String userId) {
    return new Scene.Facts(
        version.tenantId(),
        version.agentId(),
        version.version(),
        userId,
        "test",
        Channel.API,
        "",
        "",
        ZoneOffset.UTC,
        Map.of());
  }

  static List<ToolSpec> tools(AgentDefinition agent) {
    return agent.tools().stream().flatMap(TestFacts::tool).toList();
  }

  private static Stream<ToolSpec> tool(ToolDefinition tool) {
    return switch (tool) {
      case ToolDefinition.Builtin it ->
          Stream.of(new ToolSpec(it.name(), about(it.name()), ANY, Authority.READ, false));
      case ToolDefinition.Http it ->
          Stream.of(
              new ToolSpec(
                  it.name(),
                  it.description(),
                  it.arguments().isEmpty()
                      ? ANY
                      : JsonMapper.shared().writeValueAsString(it.arguments()),
                  Authority.READ,
                  false));
      case ToolDefinition.OpenApi _, ToolDefinition.Mcp _ -> Stream.empty();
    };
  }

  private static String about(String builtin) {
    return switch (builtin) {
      case "knowledge_search" -> "Searches the documents. Argument: question.";
      case "hand_off" -> "Asks a human being to take over. Argument: reason.";
      case "hang_up" -> "Ends the conversation.";
      case "transfer" -> "Sends the caller to a named target. Argument: target.";
      case "collect_digits" -> "Waits for digits.";
      case "send_email" -> "Sends an e-mail. Arguments: subject, text.";
      default -> "Remembers a fact. Arguments: name, value.";
    };
  }
}
