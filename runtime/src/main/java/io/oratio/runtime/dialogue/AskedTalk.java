package io.oratio.runtime.dialogue;

import io.oratio.runtime.dialogue.Reply.Kind;
import io.oratio.runtime.dialogue.Uses.Use;
import io.oratio.runtime.dialogue.form.FormFilling;
import io.oratio.runtime.dialogue.grammar.YesNo;
import java.util.List;
import java.util.Optional;

/// Takes the answer to a question that the dialogue asked itself, outside of forms.
final class AskedTalk {
  private static final int LONGEST_YES_OR_NO_WORDS = 4;

  private final Topics topics;
  private final Serving serving;
  private final Uses uses;
  private final Parting parting;
  private final Course course;

  AskedTalk(Topics topics, Serving serving, Uses uses, Parting parting, Course course) {
    this.topics = topics;
    this.serving = serving;
    this.uses = uses;
    this.parting = parting;
    this.course = course;
  }

  /// The reply to what answers the question; empty for words that speak of something else.
  Optional<Reply> reply(Waiting question, Said said) {
    Optional<Boolean> yes = said.isSure() ? YesNo.find(said.tokens()) : Optional.empty();
    return switch (question) {
      case Waiting.OfPerson() -> yes.map(it -> it ? parting.handOffAsAsked() : goOn());
      case Waiting.OfAnythingElse() ->
          yes.filter(_ -> said.tokens().size() <= LONGEST_YES_OR_NO_WORDS)
              .map(it -> it ? Reply.of(Kind.ASK, Wording.WHAT_ELSE) : parting.farewell());
      case Waiting.OfWhich(Match first, Match second) ->
          topics.chosen(said, first, second).map(it -> serving.serve(it, said));
      case Waiting.OfYes(Use use, String words) -> confirmed(use, words, said, yes);
    };
  }

  private Reply goOn() {
    return Reply.of(Kind.ASK, course.form().map(FormFilling::question).orElse(Wording.WHAT_ELSE));
  }

  private Optional<Reply> confirmed(Use use, String question, Said said, Optional<Boolean> yes) {
    if (yes.isPresent()) {
      return Optional.of(
          yes.get()
              ? new Reply("", Kind.ANSWER, List.of(), List.of(uses.begin(use)))
              : Reply.of(Kind.ANSWER, Wording.NOT_DONE));
    }
    if (Wish.in(said.tokens()).isPresent() || said.isQuestion()) {
      return Optional.empty();
    }
    course.waitFor(new Waiting.OfYes(use, question));
    return Optional.of(Reply.of(Kind.ASK, Wording.YES_OR_NO + " " + question));
  }
}
