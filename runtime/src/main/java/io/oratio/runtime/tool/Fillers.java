package io.oratio.runtime.tool;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The sentences spoken while a slow tool runs, in turn, so that the same is not heard twice in a
/// row. Safe from any thread.
public final class Fillers {
  private static final Map<String, List<String>> SENTENCES =
      Map.of(
          "en",
          List.of(
              "One moment, please.", "I am still looking.", "This takes a little longer, sorry."),
          "de",
          List.of(
              "Einen Moment, bitte.", "Ich schaue noch nach.", "Das dauert leider etwas länger."),
          "fr",
          List.of(
              "Un instant, s'il vous plaît.",
              "Je cherche encore.",
              "Cela prend un peu plus de temps."),
          "es",
          List.of("Un momento, por favor.", "Sigo buscando.", "Esto tarda un poco más."),
          "it",
          List.of("Un momento, per favore.", "Sto ancora cercando.", "Ci vuole ancora un po'."),
          "pt",
          List.of("Um momento, por favor.", "Ainda estou a ver.", "Isto demora um pouco mais."),
          "nl",
          List.of(
              "Een moment, alstublieft.", "Ik ben nog aan het zoeken.", "Het duurt iets langer."));

  private final List<String> sentences;
  private final AtomicInteger next = new AtomicInteger();

  /// @param language a BCP 47 tag; English stands in for one we have no sentences in
  Fillers(String language) {
    sentences = of(language);
  }

  /// The sentences of a language, so that a voice can make them ready.
  ///
  /// @param language a BCP 47 tag; English stands in for one we have no sentences in
  public static List<String> of(String language) {
    String own = language.toLowerCase(Locale.ROOT).split("-", 2)[0];
    return SENTENCES.containsKey(own) ? SENTENCES.get(own) : SENTENCES.get("en");
  }

  String next() {
    return sentences.get(Math.floorMod(next.getAndIncrement(), sentences.size()));
  }
}
