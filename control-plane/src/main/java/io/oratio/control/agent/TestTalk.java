package io.oratio.control.agent;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.runtime.knowledge.Passage;
import java.util.List;
import java.util.Optional;

/// A talk with a version of an agent that changes nothing: its knowledge is searched, every other
/// tool is only named and answered as if it had gone well. No session is written. Blocks; any
/// thread.
public interface TestTalk {
  /// Says the messages one after the other.
  ///
  /// @throws io.oratio.control.web.Refusal 502 if a model outside does not answer
  List<Reply> talk(Agent agent, AgentVersion version, List<String> messages);

  /// What came of one message.
  ///
  /// @param handoff why a human being would have been asked; empty if none would
  record Reply(
      String message,
      String answer,
      List<Passage> sources,
      List<Call> toolCalls,
      Optional<String> handoff) {
    public Reply {
      sources = List.copyOf(sources);
      toolCalls = List.copyOf(toolCalls);
    }
  }

  /// A tool it would have used.
  ///
  /// @param arguments a JSON object
  record Call(String toolName, String arguments) {}
}
