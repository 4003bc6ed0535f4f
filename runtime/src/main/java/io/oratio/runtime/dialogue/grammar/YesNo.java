package io.oratio.runtime.dialogue.grammar;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Yes or no. Only what begins as one or is one throughout counts; both at once count as neither.
public final class YesNo {
  private static final Pattern YES =
      Pattern.compile(
          "(oh |um |uh |well |ah )*(yes|yeah|yep|yup|ya|aye|sure|certainly|absolutely|definitely|of"
              + " course|indeed|correct|right|exactly|perfect|great|fine|ok|okay|alright|all"
              + " right|please do|do it|go ahead|go on|sounds (good|right|fine|great)|that('s|"
              + " is|s) (right|correct|fine|good|it|perfect|great|okay|ok|true)|(it|that)"
              + " (is|does|sounds) (right|correct|good|fine)|that works|that'll be (fine|great)|i"
              + " do|i am|i would|i have|i did|it is|it does|please|affirmative|confirm(ed)?|book"
              + " it|i confirm|why not|true|gladly|i'd love to|i would love to|looks"
              + " (good|right|fine))( .*)?");
  private static final Pattern NO =
      Pattern.compile(
          "(oh |um |uh |well |ah |actually |sorry |i'm afraid"
              + " )*(no|nope|nah|nay|not|never|wrong|incorrect|negative|don't|do not|i don't|i do"
              + " not|i'm not|i am not|i haven't|i have not|i didn't|i wouldn't|it isn't|it is"
              + " not|it's not|it doesn't|that('s| is|s) (wrong|not|incorrect)|that"
              + " isn't|false|rather not|i'd rather not|i would rather not|better not|none)( .*)?");
  private static final Set<String> AGAINST =
      Set.of("not", "no", "wrong", "incorrect", "isn't", "don't", "except", "nope", "never");

  private YesNo() {}

  /// Which it is, if it is one. `right now` and `yes but the date is wrong` are none.
  public static Optional<Boolean> find(Tokens tokens) {
    String said = tokens.text();
    if (said.equals("1") || said.equals("1 #")) {
      return Optional.of(true);
    }
    if (said.equals("2") || said.equals("2 #")) {
      return Optional.of(false);
    }
    if (said.matches("no (problem|worries)( .*)?|not a problem|why not")) {
      return Optional.of(true);
    }
    if (NO.matcher(said).matches()) {
      return Optional.of(false);
    }
    boolean isYes = YES.matcher(said).matches() && !said.startsWith("right now");
    return isYes && tokens.words().stream().noneMatch(AGAINST::contains)
        ? Optional.of(true)
        : Optional.empty();
  }
}
