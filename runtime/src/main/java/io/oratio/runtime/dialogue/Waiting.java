package io.oratio.runtime.dialogue;

import io.oratio.runtime.dialogue.Uses.Use;

/// What the dialogue asked and waits for, outside of forms.
sealed interface Waiting {
  /// Whether the other side wants to speak with a person.
  record OfPerson() implements Waiting {}

  /// Which of two was meant.
  record OfWhich(Match first, Match second) implements Waiting {}

  /// Whether there is anything else.
  record OfAnythingElse() implements Waiting {}

  /// A yes that a tool wants before it runs.
  record OfYes(Use use, String question) implements Waiting {}
}
