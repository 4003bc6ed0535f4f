package io.oratio.runtime.conversation;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.dialogue.Dialogue;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.ToolSpec;
import io.oratio.runtime.tool.Tools;
import java.util.List;
import java.util.Optional;

/// What an agent brings to its conversations in text. Methods may block; safe from any thread.
public interface TextMind {
  /// The agent as data.
  AgentDefinition definition(AgentVersion version);

  /// The tools of one conversation.
  ///
  /// @param turn how often the other side has spoken before what the tools hear next
  Tools tools(AgentDefinition agent, Scene scene, int turn);

  /// The agent without a model, at the beginning of a conversation.
  Dialogue dialogue(AgentDefinition agent, Scene.Facts facts, List<ToolSpec> tools);

  /// Whether a human being has to be brought at once, whatever a model would do. If so the session
  /// and the notification are written before this returns.
  ///
  /// @return the sentence to say; empty when nothing was heard
  default Optional<String> alarm(AgentDefinition agent, Scene.Facts facts, String words) {
    return Optional.empty();
  }
}
