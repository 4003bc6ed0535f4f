package io.oratio.runtime.dialogue;

import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.dialogue.Reply.Kind;
import io.oratio.runtime.dialogue.Uses.Purpose;
import io.oratio.runtime.dialogue.Uses.Use;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The ways a conversation leaves the dialogue: to a person, elsewhere, or with a farewell.
final class Parting {
  private static final String HAND_OFF = "hand_off";
  private static final String HANG_UP = "hang_up";
  private static final String TRANSFER = "transfer";

  private final AgentDefinition agent;
  private final Uses uses;
  private final Course course;

  Parting(AgentDefinition agent, Uses uses, Course course) {
    this.agent = agent;
    this.uses = uses;
    this.course = course;
  }

  /// Whether a person may be offered.
  boolean canHandOff() {
    return agent.humanHandoffEnabled() || uses.has(HAND_OFF);
  }

  /// Gives the conversation to a person because the other side asked for one.
  Reply handOffAsAsked() {
    return handOff("asked for a person", Wording.HANDING_OFF, Wording.NO_PERSON);
  }

  /// Gives the conversation to a person: by the tool for that, else by the agent's own word, else
  /// by a transfer.
  ///
  /// @param otherwise what is said when there is no way to one
  Reply handOff(String reason, String words, String otherwise) {
    course.leaveAll();
    if (uses.has(HAND_OFF)) {
      return deed(words, Kind.HANDOFF, HAND_OFF, Map.of("reason", reason));
    }
    if (agent.humanHandoffEnabled()) {
      return Reply.of(Kind.HANDOFF, words);
    }
    Optional<AgentDefinition.Target> target = agent.transferTargets().stream().findFirst();
    return uses.has(TRANSFER) && target.isPresent()
        ? deed(words, Kind.HANDOFF, TRANSFER, Map.of("target", target.get().name()))
        : Reply.of(Kind.REJECT, otherwise);
  }

  Reply farewell() {
    course.leaveForm();
    return uses.has(HANG_UP)
        ? deed(
            Wording.GOODBYE,
            Kind.FAREWELL,
            HANG_UP,
            Map.of("reason", "the other side said goodbye"))
        : Reply.of(Kind.FAREWELL, Wording.GOODBYE);
  }

  private Reply deed(String words, Kind kind, String tool, Map<String, ?> arguments) {
    Use use = new Use(tool, Uses.json(arguments), Purpose.DEED, "");
    return new Reply(words, kind, List.of(), List.of(uses.begin(use)));
  }
}
