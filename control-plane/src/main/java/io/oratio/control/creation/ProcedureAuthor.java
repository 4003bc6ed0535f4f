package io.oratio.control.creation;

import io.oratio.domain.text.Shape;
import io.oratio.runtime.agent.AgentFile;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The author that needs no model: the procedure as it stands becomes the prompt, and what the form
/// says of language, greeting, personality, hand-off, questions and knowledge becomes the agent as
/// data. The runtime puts both together for every conversation.
final class ProcedureAuthor implements AgentAuthor {
  @Override
  public Optional<String> refuses(String procedure) {
    return Shape.utf8Bytes(procedure) > AgentFile.LONGEST_PROMPT
        ? Optional.of(
            "has more than "
                + AgentFile.LONGEST_PROMPT
                + " bytes, which is more than an agent is told")
        : Optional.empty();
  }

  @Override
  public Artefacts write(Brief brief) {
    ObjectNode agent = brief.definition().deepCopy();
    boolean isEnglish = agent.path("language").stringValue("en").startsWith("en");
    if (!agent.has("greeting") && isEnglish) {
      // Who calls and hears nothing hangs up.
      String name = agent.path("agentName").stringValue("");
      agent.put("greeting", "Hello, this is " + name + ". How can I help you?");
    }
    if (!agent.path("transferTargets").isEmpty()) {
      tools(agent);
    }
    return new Artefacts(
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(agent) + "\n",
        brief.procedure());
  }

  /// The usual tools, and the one that transfers.
  private static void tools(ObjectNode agent) {
    JsonNode handoff = agent.path("humanHandoffEnabled");
    ArrayNode tools = agent.putArray("tools");
    tool(tools, "knowledge_search");
    if (handoff.isMissingNode() || handoff.booleanValue()) {
      tool(tools, "hand_off");
    }
    tool(tools, "hang_up");
    tool(tools, "transfer");
  }

  private static void tool(ArrayNode tools, String name) {
    tools.addObject().put("kind", "builtin").put("name", name);
  }
}
