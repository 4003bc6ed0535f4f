package io.oratio.runtime.dialogue.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A person's name: what stands where one gives one, and nothing that is clearly something else.
public final class Names {
  private static final Pattern INTRODUCED =
      Pattern.compile(
          "(?:.*\\b)?(?:my (?:full |last |first )?name(?: is|'s)|the name(?: is|'s)|name is"
              + "|this is|call me|i am called|under the name(?: of)?|in the name of|for the name of"
              + "|that's) (.+)");
  private static final Pattern PLAIN =
      Pattern.compile("(?:(?:it's|it is|i'm|i am|yes|sure|okay|ok|um|uh|well|oh|hi|hello) )*(.+)");
  private static final Set<String> AFTER =
      Set.of("please", "here", "speaking", "and", "i", "thanks", "thank", "for", "with", "from");
  private static final Set<String> NO_NAME =
      Set.of(
          "what",
          "when",
          "where",
          "why",
          "how",
          "who",
          "which",
          "is",
          "are",
          "was",
          "do",
          "does",
          "did",
          "can",
          "could",
          "would",
          "will",
          "should",
          "have",
          "has",
          "the",
          "a",
          "an",
          "not",
          "no",
          "yes",
          "you",
          "your",
          "we",
          "they",
          "it",
          "want",
          "need",
          "like",
          "know",
          "to",
          "at",
          "in",
          "on",
          "that",
          "this",
          "there",
          "cancel",
          "stop",
          "help",
          "sorry",
          "don't",
          "tomorrow",
          "today",
          "please",
          "but",
          "about",
          "my",
          "me",
          "if",
          "or",
          "same",
          "appointment",
          "book",
          "booking",
          "number",
          "repeat",
          "pardon");
  private static final int MOST_WORDS = 4;

  private Names() {}

  /// The name among the words, as a person writes it.
  ///
  /// @param isAsked whether a name was asked for: then it need not be introduced by `my name is`
  public static Optional<String> find(Tokens tokens, boolean isAsked) {
    String said = tokens.text();
    Matcher introduced = INTRODUCED.matcher(said);
    if (introduced.matches() && (isAsked || said.contains("name"))) {
      Optional<String> name = name(introduced.group(1), true);
      if (name.isPresent()) {
        return name;
      }
    }
    Matcher plain = PLAIN.matcher(said);
    return isAsked && plain.matches() ? name(plain.group(1), false) : Optional.empty();
  }

  private static Optional<String> name(String said, boolean isIntroduced) {
    List<String> words = new ArrayList<>();
    for (String word : joinedLetters(said)) {
      if (AFTER.contains(word) && !words.isEmpty()) {
        break;
      }
      words.add(word);
    }
    boolean isName =
        !words.isEmpty()
            && (words.size() <= MOST_WORDS)
            && words.stream().allMatch(it -> it.matches("[\\p{L}']+"))
            && words.stream().noneMatch(NO_NAME::contains)
            && (isIntroduced || words.getFirst().length() > 1);
    return isName
        ? Optional.of(String.join(" ", words.stream().map(Names::capital).toList()))
        : Optional.empty();
  }

  // `s m i t h` is spelled.
  private static List<String> joinedLetters(String said) {
    List<String> words = List.of(said.split(" "));
    boolean isSpelled = words.size() > 2 && words.stream().allMatch(it -> it.length() == 1);
    return isSpelled ? List.of(String.join("", words)) : words;
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
