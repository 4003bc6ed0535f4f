package io.oratio.engine.local.speaking;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts text into pieces that are spoken one after the other, so that the first is heard soon.
/// Pure; any thread.
public final class Sentences {
  private static final int LONGEST_CHARS = 300;
  // What is heard first must be made soon: some 100 letters take a voice a quarter of a second.
  private static final int LONGEST_FIRST_CHARS = 110;
  private static final int SHORTEST_FIRST_CHARS = 25;
  private static final Pattern BREATH =
      Pattern.compile("[,;:]\\s+|\\s+(?=(?:and|or|but|because|which|if|when|so)\\s)");
  private static final int MOST = 200;

  private Sentences() {}

  /// The sentences of a text in order, none of them blank; a sentence without end is cut at a comma
  /// or a blank. Beyond a bound the rest of the text is left out.
  public static List<String> of(String text) {
    List<String> sentences = new ArrayList<>();
    String[] pieces = text.strip().split("(?<=[.!?…])[\"')]*\\s+|\\s*\\n+\\s*");
    for (String piece : pieces) {
      cut(sentences.isEmpty() ? first(piece.strip(), sentences) : piece.strip(), sentences);
    }
    return List.copyOf(sentences.subList(0, Math.min(MOST, sentences.size())));
  }

  // Adds the beginning of a long first sentence up to where one breathes, and returns the rest.
  private static String first(String piece, List<String> sentences) {
    if (piece.length() <= LONGEST_FIRST_CHARS) {
      return piece;
    }
    int at = 0;
    Matcher breath = BREATH.matcher(piece);
    while (breath.find() && breath.end() <= LONGEST_FIRST_CHARS) {
      at = breath.end();
    }
    if (at < SHORTEST_FIRST_CHARS) {
      return piece;
    }
    sentences.add(piece.substring(0, at).strip());
    return piece.substring(at).strip();
  }

  private static void cut(String piece, List<String> sentences) {
    String rest = piece;
    while (rest.length() > LONGEST_CHARS) {
      int comma = rest.lastIndexOf(", ", LONGEST_CHARS);
      int blank = rest.lastIndexOf(' ', LONGEST_CHARS);
      int at = comma > LONGEST_CHARS / 3 ? comma + 1 : blank > 0 ? blank : LONGEST_CHARS;
      sentences.add(rest.substring(0, at).strip());
      rest = rest.substring(at).strip();
    }
    if (!rest.isBlank()) {
      sentences.add(rest);
    }
  }

  /// A sentence without what a voice cannot say: mark-up signs, control characters, pictures.
  static String speakable(String sentence) {
    String plain =
        sentence
            .replace('’', '\'')
            .replace('–', '-')
            .replaceAll("[<>*_`#|~^\\\\{}\\[\\]]", " ")
            .replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{Sc}%+=@&\\s]", " ")
            .replaceAll("\\s+", " ")
            .strip();
    return plain.chars().anyMatch(Character::isLetterOrDigit) ? plain : "";
  }
}
