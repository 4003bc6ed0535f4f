package io.oratio.engine.local.answering;

import io.oratio.engine.local.hearing.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a caller may want of any agent, told from a few plain patterns over the spoken words.
enum CommonWish {
  /// To end the call.
  LEAVE(
      "(\\S+ ){0,4}(good ?bye|bye( bye)?)( \\S+){0,3}",
      "(\\S+ ){0,3}(hang up|end the call)( \\S+){0,2}",
      "((no|okay|yes) )?(thanks |thank you )?(that's|that is) (all|everything)( .*)?",
      "(no )?(thanks|thank you) (that's|that is) (all|it|everything)( .*)?",
      "i'm done( .*)?",
      "see you later|have a nice day"),
  /// To talk to a human being.
  PERSON(
      "(.* )?(speak|talk)( to| with)?"
          + " .*(person|human|someone|somebody|agent|representative|operator)( .*)?",
      "(.* )?(transfer|connect|put) (me|my call|us)( .*)?",
      "(a |an |the )?(real )?(person|human|agent|operator|representative)( please)?"),
  /// To hear the last sentence again.
  REPEAT(
      "(.* )?(repeat|say that again|say it again)( .*)?",
      "pardon( me)?",
      "(sorry )?what did you say",
      "i (did not|didn't) understand( you)?"),
  /// To know with what it speaks.
  WHO(
      "(.* )?who are you( .*)?",
      "are you (a |an )?(robot|computer|machine|human|person|real person)( .*)?",
      "am i (speaking|talking) to a (machine|computer|robot)( .*)?"),
  /// To know what may be asked.
  HELP("(i need |can you |please )?help( me)?( please)?", "what can (you do|i ask)( you)?( .*)?"),
  /// Only a greeting.
  GREETING("(hello|hi)( there)?", "good (morning|afternoon|evening)", "how are you( .*)?"),
  /// Only thanks.
  THANKS("(thanks|thank you)( very much| a lot| so much)?"),
  /// Yes or no to nothing that was asked.
  YES_OR_NO(
      "yes|yes please|yeah|sure|okay|correct|that's right|yes that's right",
      "no|nope|no thanks|no thank you|no that's wrong");

  private static final Set<String> LEAD_IN = Set.of("please", "um", "uh", "well", "oh", "so");

  private final List<Pattern> patterns;

  CommonWish(String... patterns) {
    this.patterns = java.util.Arrays.stream(patterns).map(Pattern::compile).toList();
  }

  /// The wish these words tell, if it is one of the common ones.
  static Optional<CommonWish> in(String text) {
    List<String> words = Words.of(text);
    int from = 0;
    while (from < words.size() - 1 && LEAD_IN.contains(words.get(from))) {
      from++;
    }
    String said = String.join(" ", words.subList(from, words.size()));
    return java.util.Arrays.stream(values())
        .filter(wish -> wish.patterns.stream().anyMatch(it -> it.matcher(said).matches()))
        .findFirst();
  }
}
