package io.oratio.runtime.dialogue;

import io.oratio.runtime.agent.AgentDefinition.Question;
import io.oratio.runtime.agent.DialogueDefinition.Intent;

/// What a sentence may be about.
sealed interface Target {
  /// One of the agent's questions and answers.
  record Known(Question question) implements Target {}

  /// Something people want.
  record Wanted(Intent intent) implements Target {}

  /// A condition under which a human being is asked.
  record Condition(String words) implements Target {}
}
