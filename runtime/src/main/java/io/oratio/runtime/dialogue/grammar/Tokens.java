package io.oratio.runtime.dialogue.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What somebody said or typed, as words in lower case; dates, times and ordinals in digits stay
/// whole. A word that was understood already is blank.
public record Tokens(List<String> words) {
  /// Words beyond this are left out.
  public static final int MOST_WORDS = 400;

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\d{4}-\\d{1,2}-\\d{1,2}(?!\\d)"
              + "|\\d{1,2}[/.]\\d{1,2}(?:[/.](?:\\d{4}|\\d{2}))?(?!\\d)"
              + "|\\d{1,2}:\\d{2}(?!\\d)"
              + "|\\d+(?:st|nd|rd|th)\\b"
              + "|\\d+"
              + "|\\p{L}+(?:'\\p{L}+)*"
              + "|[#*+]");
  private static final Pattern HALF_OF_DAY = Pattern.compile("\\b([ap])\\.\\s?m\\b\\.?");

  public Tokens {
    words = List.copyOf(words);
  }

  public static Tokens of(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replace('’', '\'').replace('‘', '\'');
    Matcher matcher = TOKEN.matcher(HALF_OF_DAY.matcher(plain).replaceAll("$1m"));
    List<String> words = new ArrayList<>();
    while (words.size() < MOST_WORDS && matcher.find()) {
      words.add(matcher.group());
    }
    return new Tokens(words);
  }

  public int size() {
    return words.size();
  }

  /// The word at a place; blank beyond the ends.
  public String at(int i) {
    return i >= 0 && i < words.size() ? words.get(i) : "";
  }

  /// Whether there is nothing left to understand.
  public boolean isEmpty() {
    return words.stream().allMatch(String::isEmpty);
  }

  /// Whether these words stand at a place, one after the other.
  public boolean has(int i, String... expected) {
    for (int k = 0; k < expected.length; k++) {
      if (!at(i + k).equals(expected[k])) {
        return false;
      }
    }
    return true;
  }

  /// Whether these words stand anywhere, one after the other.
  public boolean contains(List<String> phrase) {
    return !phrase.isEmpty() && Collections.indexOfSubList(words, phrase) >= 0;
  }

  /// Whether any of these words stands anywhere.
  public boolean hasAny(String... any) {
    return Arrays.stream(any).anyMatch(words::contains);
  }

  /// The same with what was found blanked.
  public Tokens without(Finding<?> found) {
    List<String> left = new ArrayList<>(words);
    for (int i = found.from(); i < found.to(); i++) {
      left.set(i, "");
    }
    return new Tokens(left);
  }

  /// The first thing a reader finds from left to right; at one place it gets the longest itself.
  <T> Optional<Finding<T>> first(IntFunction<Optional<Finding<T>>> reader) {
    for (int i = 0; i < size(); i++) {
      Optional<Finding<T>> found = reader.apply(i);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// The words with blanks between.
  public String text() {
    return String.join(" ", words.stream().filter(it -> !it.isEmpty()).toList());
  }
}
