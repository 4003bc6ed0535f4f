package io.oratio.engine.local.hearing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How words sound: the CMU pronouncing dictionary where it knows them, spelling rules where not.
/// The dictionary is read through once for the words of one agent, so it costs no memory.
public final class Pronunciations {
  private static final String DICTIONARY = "/edu/cmu/sphinx/models/en-us/cmudict-en-us.dict";

  private Pronunciations() {}

  /// The ways to say each of these words, every way a list of phones.
  ///
  /// @throws UncheckedIOException where the dictionary cannot be read, which means a broken build
  public static Map<String, List<List<String>>> of(Set<String> words) {
    Map<String, List<List<String>>> found = new HashMap<>();
    try (InputStream file = Pronunciations.class.getResourceAsStream(DICTIONARY)) {
      if (file == null) {
        throw new IOException("the dictionary " + DICTIONARY + " is not on the class path");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8), 1 << 16);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        collect(line, words, found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, List<List<String>>> all = new TreeMap<>();
    for (String word : words) {
      List<List<String>> ways = found.getOrDefault(word, List.of());
      all.put(word, ways.isEmpty() ? List.of(Spelling.phones(word)) : List.copyOf(ways));
    }
    return all;
  }

  // A line is `word PH PH`, another way of the same word `word(2) PH PH`.
  private static void collect(
      String line, Set<String> words, Map<String, List<List<String>>> found) {
    int blank = line.indexOf(' ');
    if (blank <= 0) {
      return;
    }
    int bracket = line.lastIndexOf('(', blank);
    String word = line.substring(0, bracket > 0 ? bracket : blank);
    if (words.contains(word)) {
      found
          .computeIfAbsent(word, _ -> new ArrayList<>())
          .add(List.of(line.substring(blank + 1).strip().split("\\s+")));
    }
  }
}
