package io.oratio.runtime.tool.builtin;

import io.oratio.domain.memory.Facts;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.ToolDefinition;
import io.oratio.runtime.handoff.Handoffs;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.mail.Mail;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.Tool;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes the tools that are ours for one conversation.
public final class Builtins {
  /// Their names; no other tool may have one of them.
  public static final Set<String> NAMES =
      Set.of(
          "knowledge_search",
          "hand_off",
          "hang_up",
          "transfer",
          "collect_digits",
          "send_email",
          "remember");

  private final Knowledge knowledge;
  private final Mail mail;
  private final Facts facts;
  private final Handoffs handoffs;
  private final List<String> operatorRecipients;
  private final Clock clock;

  public Builtins(
      Knowledge knowledge,
      Mail mail,
      Facts facts,
      Handoffs handoffs,
      List<String> operatorRecipients,
      Clock clock) {
    this.knowledge = knowledge;
    this.mail = mail;
    this.facts = facts;
    this.handoffs = handoffs;
    this.operatorRecipients = operatorRecipients;
    this.clock = clock;
  }

  /// What an agent declares, with the hand-off as `humanHandoffEnabled` says: there without being
  /// declared, or not there at all.
  public static List<ToolDefinition> declaredBy(AgentDefinition agent) {
    List<ToolDefinition> all = new ArrayList<>(agent.tools());
    if (!agent.humanHandoffEnabled()) {
      all.removeIf(Builtins::isHandOff);
    } else if (all.stream().noneMatch(Builtins::isHandOff)) {
      all.add(new ToolDefinition.Builtin("hand_off", Map.of(), ToolDefinition.Bounds.USUAL));
    }
    return all;
  }

  private static boolean isHandOff(ToolDefinition definition) {
    return definition instanceof ToolDefinition.Builtin builtin
        && builtin.name().equals("hand_off");
  }

  /// The tool of a definition.
  ///
  /// @return none for a name that is not ours, or where the agent has nothing it could do: no
  ///   target to transfer to, no address to write to
  public List<Tool> open(AgentDefinition agent, ToolDefinition.Builtin definition, Scene scene) {
    Settings settings = new Settings(definition.settings());
    Optional<? extends Tool> tool =
        switch (definition.name()) {
          case "knowledge_search" ->
              Optional.of(KnowledgeSearch.of(agent, settings, scene.facts(), knowledge));
          case "hand_off" -> Optional.of(HandOff.of(agent, scene, handoffs));
          case "hang_up" -> Optional.of(CallControl.hangUp(scene));
          case "transfer" -> CallControl.transfer(agent, scene);
          case "collect_digits" -> Optional.of(new CollectDigits(settings, scene));
          case "send_email" ->
              SendEmail.of(agent, settings, scene.facts(), mail, operatorRecipients, clock);
          case "remember" -> Optional.of(Remember.of(settings, scene.facts(), facts, clock));
          default -> Optional.empty();
        };
    return tool.<List<Tool>>map(List::of).orElseGet(List::of);
  }
}
