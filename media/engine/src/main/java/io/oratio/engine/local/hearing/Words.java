package io.oratio.engine.local.hearing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Written text as spoken words: lower case, punctuation gone, numbers spelled out. Pure; any
/// thread.
public final class Words {
  private static final String[] UNITS = {
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen"
  };
  private static final String[] TENS = {
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
  };
  // Longer numbers are read digit by digit, as one reads a telephone number.
  private static final int LONGEST_NUMBER_DIGITS = 4;

  private Words() {}

  /// The words of a text in order. `What's open 24h?` is `what's open twenty four h`.
  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    for (String piece :
        text.toLowerCase(Locale.ROOT).replace('’', '\'').split("[^\\p{L}\\p{N}']+")) {
      for (String token : piece.split("(?<=\\p{N})(?=\\p{L}|')|(?<=\\p{L}|')(?=\\p{N})")) {
        add(words, token);
      }
    }
    return List.copyOf(words);
  }

  private static void add(List<String> words, String token) {
    String word = token.replaceAll("^'+|'+$", "");
    if (word.isEmpty()) {
      return;
    }
    if (!word.matches("[0-9]+")) {
      words.add(word);
    } else if (word.length() > LONGEST_NUMBER_DIGITS || word.startsWith("0")) {
      word.chars().forEach(digit -> words.add(UNITS[digit - '0']));
    } else {
      number(Integer.parseInt(word), words);
    }
  }

  private static void number(int number, List<String> words) {
    if (number >= 1000) {
      number(number / 1000, words);
      words.add("thousand");
      rest(number % 1000, words);
    } else if (number >= 100) {
      words.add(UNITS[number / 100]);
      words.add("hundred");
      rest(number % 100, words);
    } else if (number >= 20) {
      words.add(TENS[number / 10]);
      rest(number % 10, words);
    } else {
      words.add(UNITS[number]);
    }
  }

  private static void rest(int number, List<String> words) {
    if (number > 0) {
      number(number, words);
    }
  }
}
