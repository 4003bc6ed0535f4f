package io.oratio.runtime.dialogue;

import io.oratio.runtime.dialogue.Reply.Kind;
import io.oratio.runtime.knowledge.Passage;
import java.util.List;
import java.util.Optional;

/// Talks where no form is being filled: what anybody may want, the agent's own phrases, its
/// documents, and an honest rejection of the rest.
final class OpenTalk {
  private static final int MISSES_TO_OFFER = 2;
  private static final double EXACT = 0.97;
  private static final double PLAIN = 0.85;

  private final Topics topics;
  private final CommonTalk common;
  private final Serving serving;
  private final Parting parting;
  private final Course course;

  OpenTalk(Topics topics, CommonTalk common, Serving serving, Parting parting, Course course) {
    this.topics = topics;
    this.common = common;
    this.serving = serving;
    this.parting = parting;
    this.course = course;
  }

  Reply reply(Said said) {
    Optional<Wish> wish = said.isSure() ? Wish.in(said.tokens()) : Optional.empty();
    Topics.Finding finding = topics.find(said);
    if (wish.isPresent() && !isOwnPhrase(finding, said)) {
      return common.reply(wish.get());
    }
    return switch (topics.decide(finding, said)) {
      case Topics.Decision.Act(Match match) -> serving.serve(match, said);
      case Topics.Decision.Which(Match first, Match second) -> {
        course.waitFor(new Waiting.OfWhich(first, second));
        yield Reply.of(Kind.ASK, Wording.which(first.asked(), second.asked()));
      }
      case Topics.Decision.Read(String words, Passage source) ->
          new Reply(words, Kind.ANSWER, List.of(source), List.of());
      case Topics.Decision.Unknown() -> reject(said);
    };
  }

  // A phrase of the agent's own that sounds like a common wish is the agent's.
  private static boolean isOwnPhrase(Topics.Finding finding, Said said) {
    return finding.best().filter(it -> it.lexical() > EXACT || it.score() > PLAIN).isPresent()
        && !Wish.isPlainGoodbye(said.tokens());
  }

  private Reply reject(Said said) {
    int misses = course.miss();
    String sorry =
        !said.isSure() ? Wording.UNHEARD : misses > 1 ? Wording.UNKNOWN_AGAIN : Wording.UNKNOWN;
    if (misses >= MISSES_TO_OFFER && parting.canHandOff()) {
      course.waitFor(new Waiting.OfPerson());
      return Reply.of(Kind.REJECT, sorry + " " + Wording.OFFER_PERSON);
    }
    String offline = course.tellsOffline() ? " " + Wording.OFFLINE : "";
    return Reply.of(Kind.REJECT, sorry + offline + " " + common.offer());
  }
}
