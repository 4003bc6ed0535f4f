package io.oratio.runtime.dialogue;

import io.oratio.runtime.agent.DialogueDefinition.Intent;
import io.oratio.runtime.dialogue.Reply.Kind;
import io.oratio.runtime.dialogue.form.FormFilling;
import io.oratio.runtime.knowledge.Passage;
import java.util.List;
import java.util.Optional;

/// Talks while a form is being filled: tells an answer to it from what anybody may want, from a
/// question in between, and from another wish.
final class FormTalk {
  private final Topics topics;
  private final CommonTalk common;
  private final Serving serving;
  private final FormSteps forms;
  private final Course course;

  FormTalk(Topics topics, CommonTalk common, Serving serving, FormSteps forms, Course course) {
    this.topics = topics;
    this.common = common;
    this.serving = serving;
    this.forms = forms;
    this.course = course;
  }

  Reply reply(FormFilling filling, Said said) {
    Optional<Reply> wish =
        said.isSure()
            ? Wish.in(said.tokens()).flatMap(it -> common.replyIn(filling, it, said))
            : Optional.empty();
    if (wish.isPresent()) {
      return wish.get();
    }
    boolean isUnderstood = filling.wouldUnderstand(said.text());
    if (!isUnderstood || said.isQuestion()) {
      Optional<Reply> aside =
          aside(filling, said, isUnderstood && !filling.takesAnything() && !said.isForFacts());
      if (aside.isPresent()) {
        return aside.get();
      }
    }
    boolean mustBeSure = filling.isConfirming() || filling.form().confirm().isBlank();
    if (!said.isSure() && mustBeSure) {
      return Reply.of(Kind.ASK, Wording.UNHEARD + " " + filling.question());
    }
    return forms.hear(filling, said);
  }

  // A question in between is answered, then the form goes on; another wish takes its place.
  private Optional<Reply> aside(FormFilling filling, Said said, boolean isAnswerToo) {
    Topics.Finding finding = topics.find(said);
    Optional<Match> best = finding.best().filter(it -> !isSame(it, filling));
    if (isAnswerToo && best.filter(it -> it.score() >= Topics.CERTAIN).isEmpty()) {
      return Optional.empty();
    }
    Topics.Decision decision = topics.decide(finding, said);
    return switch (decision) {
      case Topics.Decision.Act(Match match) when isSame(match, filling) -> Optional.empty();
      case Topics.Decision.Act(Match match) -> serveAside(match, filling, said);
      case Topics.Decision.Which(Match first, _) ->
          isSame(first, filling) ? Optional.empty() : serveAside(first, filling, said);
      case Topics.Decision.Read(String words, Passage source) ->
          said.isQuestion() && !isAnswerToo
              ? Optional.of(
                  new Reply(
                      words + " " + filling.question(), Kind.ANSWER, List.of(source), List.of()))
              : Optional.empty();
      case Topics.Decision.Unknown() ->
          said.isQuestion() && said.isSure() && !filling.wouldUnderstand(said.text())
              ? Optional.of(Reply.of(Kind.REJECT, Wording.UNKNOWN + " " + filling.question()))
              : Optional.empty();
    };
  }

  private static boolean isSame(Match match, FormFilling filling) {
    return match.target() instanceof Target.Wanted(Intent intent)
        && intent.form().equals(filling.form().name());
  }

  private Optional<Reply> serveAside(Match match, FormFilling filling, Said said) {
    if (match.target() instanceof Target.Wanted(Intent intent)
        && (!intent.form().isBlank() || !intent.tool().isBlank())
        && match.score() < Topics.CERTAIN) {
      return Optional.empty();
    }
    Reply reply = serving.serve(match, said);
    boolean goesOn = course.isIn(filling) && reply.kind() == Kind.ANSWER;
    return Optional.of(
        goesOn
            ? new Reply(
                reply.words() + " " + filling.question(),
                Kind.ANSWER,
                reply.sources(),
                reply.tools())
            : reply);
  }
}
