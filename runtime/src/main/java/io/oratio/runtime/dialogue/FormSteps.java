package io.oratio.runtime.dialogue;

import io.oratio.runtime.agent.DialogueDefinition.Form;
import io.oratio.runtime.dialogue.Reply.Kind;
import io.oratio.runtime.dialogue.Uses.Purpose;
import io.oratio.runtime.dialogue.Uses.Use;
import io.oratio.runtime.dialogue.form.FormFilling;
import io.oratio.runtime.dialogue.form.SlotReader;
import io.oratio.runtime.dialogue.form.Template;
import io.oratio.runtime.dialogue.form.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes a form from its first question to its tool's result, step by step.
final class FormSteps {
  private static final int MISSES_TO_GIVE_UP = 3;

  private final SlotReader reader;
  private final Uses uses;
  private final Parting parting;
  private final Course course;

  FormSteps(SlotReader reader, Uses uses, Parting parting, Course course) {
    this.reader = reader;
    this.uses = uses;
    this.parting = parting;
    this.course = course;
  }

  /// Begins a form in place of any other.
  ///
  /// @param lead what is said before its first question; blank for nothing
  Reply begin(Form form, Said said, String lead) {
    FormFilling filling = new FormFilling(form, reader);
    course.begin(filling);
    return after(filling, filling.begin(said.text()), lead);
  }

  /// Takes an answer to the form's question.
  Reply hear(FormFilling filling, Said said) {
    return after(filling, filling.hear(said.text()), "");
  }

  private Reply after(FormFilling filling, FormFilling.Step step, String lead) {
    String before = lead.isBlank() ? "" : lead + " ";
    return switch (step) {
      case FormFilling.Step.Ask(String question) ->
          filling.isConfirming() && uses.mustConfirm(filling.form().tool())
              ? useOf(filling, lead, Kind.ASK)
              : Reply.of(Kind.ASK, before + question);
      case FormFilling.Step.Complete() -> complete(filling, lead);
      case FormFilling.Step.Missed(String question, int times) -> missed(question, times);
    };
  }

  private Reply missed(String question, int times) {
    if (times < MISSES_TO_GIVE_UP) {
      return Reply.of(Kind.ASK, question);
    }
    if (parting.canHandOff()) {
      course.waitFor(new Waiting.OfPerson());
      return Reply.of(Kind.REJECT, Wording.UNHEARD + " " + Wording.OFFER_PERSON);
    }
    course.leaveForm();
    return Reply.of(Kind.REJECT, Wording.GIVE_UP);
  }

  private Reply complete(FormFilling filling, String lead) {
    if (!filling.form().tool().isBlank()) {
      return useOf(filling, lead, Kind.ANSWER);
    }
    course.leaveForm();
    return Reply.of(Kind.ANSWER, done(filling, Uses.read("{}")));
  }

  // A tool that must be confirmed is used before the question too: only the yes after that counts.
  private Reply useOf(FormFilling filling, String lead, Kind kind) {
    Map<String, Object> arguments =
        Template.arguments(filling.form().arguments(), filling.values());
    Use use = new Use(filling.form().tool(), Uses.json(arguments), Purpose.FORM, "");
    return new Reply(lead, kind, List.of(), List.of(uses.begin(use)));
  }

  /// The end of a form whose tool has answered.
  Reply finish(FormFilling filling, Uses.Result result) {
    course.leaveForm();
    if (result.isFailed()) {
      String failed = filling.form().failed();
      return Reply.of(Kind.ANSWER, failed.isBlank() ? Wording.FAILED : failed);
    }
    course.waitFor(new Waiting.OfAnythingElse());
    return Reply.of(Kind.ANSWER, done(filling, result));
  }

  private static String done(FormFilling filling, Uses.Result result) {
    Map<String, Value> values = filling.values();
    String words =
        Template.sentences(
            filling.form().done(),
            name ->
                name.startsWith("result.")
                    ? result.member(name.substring("result.".length()))
                    : Optional.ofNullable(values.get(name)).map(Value::spoken));
    return words.isBlank() ? result.say().orElse(Wording.DONE) : words;
  }
}
