package io.oratio.runtime.dialogue;

import io.oratio.runtime.dialogue.Reply.Kind;
import io.oratio.runtime.dialogue.Uses.Use;
import io.oratio.runtime.dialogue.form.FormFilling;
import io.oratio.runtime.dialogue.form.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says what came of a tool: the end of a form, the answer to an intent, a failure; or asks the
/// question that the tool wants to be asked first.
final class ToolTalk {
  private static final int MOST_MEMBERS_TOLD = 5;

  private final FormSteps forms;
  private final Course course;

  ToolTalk(FormSteps forms, Course course) {
    this.forms = forms;
    this.course = course;
  }

  Reply reply(Use use, Uses.Result result) {
    return switch (use.purpose()) {
      case FORM -> ofForm(use, result);
      case INTENT -> ofIntent(use, result);
      case DEED -> ofDeed(result);
    };
  }

  private Reply ofForm(Use use, Uses.Result result) {
    if (course.form().isEmpty()) {
      return Reply.silence();
    }
    FormFilling filling = course.form().get();
    if (result.isQuestion()) {
      return filling.isConfirming()
          ? Reply.of(Kind.ASK, filling.question())
          : ask(use, result.question());
    }
    return forms.finish(filling, result);
  }

  private Reply ask(Use use, String question) {
    course.waitFor(new Waiting.OfYes(use, question));
    return Reply.of(Kind.ASK, question);
  }

  private Reply ofIntent(Use use, Uses.Result result) {
    if (result.isQuestion()) {
      return ask(use, result.question());
    }
    if (result.isFailed()) {
      return Reply.of(Kind.ANSWER, Wording.FAILED);
    }
    String words =
        Template.sentences(
            use.reply(),
            name ->
                name.startsWith("result.")
                    ? result.member(name.substring("result.".length()))
                    : Optional.empty());
    String said = words.isBlank() ? result.say().orElseGet(() -> listed(result)) : words;
    return said.isBlank() ? Reply.silence() : Reply.of(Kind.ANSWER, said);
  }

  // A result nobody gave words for: its plain members, one after the other.
  private static String listed(Uses.Result result) {
    List<String> members = new ArrayList<>();
    result
        .json()
        .properties()
        .forEach(
            it -> {
              if (it.getValue().isValueNode()
                  && !it.getValue().isNull()
                  && members.size() < MOST_MEMBERS_TOLD) {
                members.add(it.getKey().replace('_', ' ') + ": " + it.getValue().asString());
              }
            });
    return members.isEmpty() ? "" : String.join(", ", members) + ".";
  }

  private static Reply ofDeed(Uses.Result result) {
    if (result.isFailed()) {
      return Reply.of(Kind.ANSWER, Wording.FAILED);
    }
    return result.say().map(it -> Reply.of(Kind.ANSWER, it)).orElseGet(Reply::silence);
  }
}
