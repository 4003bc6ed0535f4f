package io.oratio.runtime.tool;

import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.ToolDefinition;
import java.util.List;

/// Makes the tools that are not built in: endpoints, OpenAPI documents, MCP servers. Answers at
/// once, from what was read when the agent was applied; safe from any thread.
public interface ToolKinds {
  /// The tools of one definition, for one conversation.
  ///
  /// @param agent whose definition it is
  /// @param definition never a [ToolDefinition.Builtin]
  /// @param facts who speaks with whom; the tenant is the only one whose secrets may be used
  /// @param secrets where the tools take the values of `{{secret:NAME}}` from; what was taken here
  ///   is kept out of every result of the conversation
  /// @return none when nothing can be made of it
  List<Tool> open(
      AgentDefinition agent, ToolDefinition definition, Scene.Facts facts, Secrets secrets);
}
