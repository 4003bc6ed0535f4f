package io.oratio.control.agent;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.Definitions;
import io.oratio.runtime.dialogue.Dialogue;
import io.oratio.runtime.dialogue.DialogueModels;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.knowledge.Passage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The talk with the agent that needs no model.
final class OfflineTalk implements TestTalk {
  private static final int ROUNDS_MAX = 8;

  private final DialogueModels models;
  private final Knowledge knowledge;
  private final Clock clock;

  OfflineTalk(DialogueModels models, Knowledge knowledge, Clock clock) {
    this.models = models;
    this.knowledge = knowledge;
    this.clock = clock;
  }

  @Override
  public List<Reply> talk(Agent agent, AgentVersion version, List<String> messages) {
    AgentDefinition definition = Definitions.of(version);
    Dialogue dialogue =
        models
            .of(definition, version.tenantId(), version.version())
            .open(
                knowledge,
                TestFacts.of(version, agent.userId()),
                TestFacts.tools(definition),
                clock);
    return messages.stream().map(it -> reply(dialogue, it)).toList();
  }

  private static Reply reply(Dialogue dialogue, String message) {
    List<String> words = new ArrayList<>();
    List<Passage> sources = new ArrayList<>();
    List<Call> calls = new ArrayList<>();
    boolean isHandoff = false;
    io.oratio.runtime.dialogue.Reply now = dialogue.replyTo(message, true);
    for (int round = 0; round < ROUNDS_MAX; round++) {
      if (!now.words().isBlank()) {
        words.add(now.words());
      }
      sources.addAll(now.sources());
      isHandoff |= now.kind() == io.oratio.runtime.dialogue.Reply.Kind.HANDOFF;
      if (now.tools().isEmpty()) {
        break;
      }
      List<io.oratio.runtime.dialogue.Reply.Tool> tools = now.tools();
      for (io.oratio.runtime.dialogue.Reply.Tool tool : tools) {
        calls.add(new Call(tool.name(), tool.arguments()));
        isHandoff |= tool.name().equals("hand_off");
        now = dialogue.toolAnswered(tool.toolUseId(), "{\"ok\":true,\"test\":true}");
      }
    }
    return new Reply(
        message,
        String.join(" ", words),
        sources,
        calls,
        isHandoff ? Optional.of("The agent would have asked a human being.") : Optional.empty());
  }
}
