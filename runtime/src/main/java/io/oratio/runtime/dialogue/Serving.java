package io.oratio.runtime.dialogue;

import io.oratio.runtime.agent.DialogueDefinition.Form;
import io.oratio.runtime.agent.DialogueDefinition.Intent;
import io.oratio.runtime.dialogue.Reply.Kind;
import io.oratio.runtime.dialogue.Uses.Purpose;
import io.oratio.runtime.dialogue.Uses.Use;
import java.util.List;
import java.util.Optional;

/// Serves what the words were found to be about: answers, hands off, begins a form, uses a tool.
final class Serving {
  private final DialogueModel model;
  private final Uses uses;
  private final Parting parting;
  private final FormSteps forms;

  Serving(DialogueModel model, Uses uses, Parting parting, FormSteps forms) {
    this.model = model;
    this.uses = uses;
    this.parting = parting;
    this.forms = forms;
  }

  Reply serve(Match match, Said said) {
    return switch (match.target()) {
      case Target.Known(var question) -> Reply.of(Kind.ANSWER, question.answer());
      case Target.Condition(String words) ->
          parting.handOff(words, Wording.HANDING_OFF, Wording.NO_PERSON);
      case Target.Wanted(Intent intent) -> serve(intent, said);
    };
  }

  private Reply serve(Intent intent, Said said) {
    if (intent.handoff()) {
      String words = intent.reply().isBlank() ? Wording.HANDING_OFF : intent.reply();
      return parting.handOff(intent.name().replace('_', ' '), words, Wording.NO_PERSON);
    }
    Optional<Form> wanted = model.form(intent.form());
    if (wanted.isPresent()) {
      return forms.begin(wanted.get(), said, intent.reply());
    }
    if (!intent.tool().isBlank()) {
      boolean speaksOfResult = intent.reply().contains("{result");
      Use use = new Use(intent.tool(), "{}", Purpose.INTENT, speaksOfResult ? intent.reply() : "");
      return new Reply(
          speaksOfResult ? "" : intent.reply(), Kind.ANSWER, List.of(), List.of(uses.begin(use)));
    }
    return Reply.of(Kind.ANSWER, intent.reply());
  }
}
