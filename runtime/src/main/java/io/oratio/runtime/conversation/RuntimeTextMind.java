package io.oratio.runtime.conversation;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.Definitions;
import io.oratio.runtime.dialogue.Dialogue;
import io.oratio.runtime.dialogue.DialogueModels;
import io.oratio.runtime.handoff.HandoffRequest;
import io.oratio.runtime.handoff.Handoffs;
import io.oratio.runtime.handoff.Triggers;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.ToolSpec;
import io.oratio.runtime.tool.Toolbox;
import io.oratio.runtime.tool.Tools;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// What agents bring to conversations in text, made of the runtime's parts: the same tools, the
/// same knowledge and the same alarm as on the phone.
public final class RuntimeTextMind implements TextMind {
  private final Toolbox toolbox;
  private final DialogueModels dialogues;
  private final Knowledge knowledge;
  private final Handoffs handoffs;
  private final Clock clock;

  public RuntimeTextMind(
      Toolbox toolbox,
      DialogueModels dialogues,
      Knowledge knowledge,
      Handoffs handoffs,
      Clock clock) {
    this.toolbox = toolbox;
    this.dialogues = dialogues;
    this.knowledge = knowledge;
    this.handoffs = handoffs;
    this.clock = clock;
  }

  @Override
  public AgentDefinition definition(AgentVersion version) {
    return Definitions.of(version);
  }

  @Override
  public Tools tools(AgentDefinition agent, Scene scene, int turn) {
    return toolbox.open(agent, scene, turn);
  }

  @Override
  public Dialogue dialogue(AgentDefinition agent, Scene.Facts facts, List<ToolSpec> tools) {
    return dialogues
        .of(agent, facts.tenantId(), facts.agentVersion())
        .open(knowledge, facts, tools, clock);
  }

  @Override
  public Optional<String> alarm(AgentDefinition agent, Scene.Facts facts, String words) {
    Optional<Triggers.Heard> heard = Triggers.of(agent).heardIn(words);
    heard.ifPresent(
        it ->
            handoffs.request(
                new HandoffRequest(
                    facts.tenantId(),
                    facts.userId(),
                    facts.agentId(),
                    facts.sessionId(),
                    it.cause(),
                    it.reason())));
    return heard.map(_ -> "I am asking a colleague to take over at once.");
  }
}
