package io.oratio.runtime.dialogue;

import io.oratio.runtime.dialogue.grammar.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What was said in one turn.
///
/// @param text as it was typed or heard
/// @param isSure whether the words are believed
record Said(String text, Tokens tokens, boolean isSure) {
  private static final int MOST_READINGS = 4;
  private static final Pattern LEAD =
      Pattern.compile(
          "(?i)^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|thanks|thank"
              + " you|okay|ok|yes|no|great|well|um|uh|so|oh|please|sorry|excuse"
              + " me|and|also|but|there|perfect|then|(?:can|could) you (?:please )?tell"
              + " me|(?:do|would) you know|i(?:'d| would) like to know|i(?: want|'m trying| need)"
              + " to (?:know|find out)|i was wondering|tell me|i have a question(?: about)?|may i"
              + " ask|can i ask(?: you)?|just wondering)\\b[,.!: ]*)+");
  private static final Pattern ASKS =
      Pattern.compile(
          "(?i)(?:(?:and|but|so|well|um|oh|sorry|wait|okay|ok|actually|first|before that|by the"
              + " way)[, ]+)*"
              + "(?:what|when|where|why|how|who|which|whose|do|does|did|is|are|can|could|may|will"
              + "|would|should|has|have|am)\\b.*");
  private static final Pattern WISHES =
      Pattern.compile(
          "(?i)(?:(?:hi|hello|hey|good"
              + " (?:morning|afternoon|evening)|yes|well|um|oh|so|okay|ok|please)[,.!"
              + " ]+)*(?:i|we|i'd|we'd|i'm|please|could i (?:book|get|make|have)|can i"
              + " (?:book|get|make|have)|book|order|send|track|make|reserve|cancel|change)\\b.*");
  private static final Pattern GOES_ON =
      Pattern.compile("(?i)^(?:and|what about|how about|and what about|and how about)\\b.*");

  private static final Pattern ASKS_FOR_FACTS =
      Pattern.compile(
          "(?i)(?:(?:and|but|so|well|um|oh|sorry|wait|okay|ok|actually|first|before that|by the"
              + " way)[, ]+)*(?:what(?! about)(?:'s)?|when|where|why|how(?! about)|who|which|do"
              + " you|does|do i|is there|are there)\\b.*");

  static Said of(String text, boolean isSure) {
    return new Said(text, Tokens.of(text), isSure);
  }

  /// Whether it is put as a question.
  boolean isQuestion() {
    return text.strip().endsWith("?") || ASKS.matcher(text.strip()).matches();
  }

  /// Whether it asks for facts, and offers none: not `is tuesday possible`.
  boolean isForFacts() {
    String plain = text.strip();
    return ASKS_FOR_FACTS.matcher(plain).matches()
        || ASKS_FOR_FACTS.matcher(LEAD.matcher(plain).replaceFirst("")).matches();
  }

  /// Whether it says what one wants, and does not ask.
  boolean isWish() {
    return !isForFacts() && WISHES.matcher(text.strip()).matches();
  }

  /// The ways to take it: without what people say before they ask, sentence by sentence, and, where
  /// it goes on from the question before, together with that.
  List<String> readings(String before) {
    Set<String> readings = new LinkedHashSet<>();
    String core = LEAD.matcher(text.strip()).replaceFirst("").strip();
    readings.add(Tokens.of(core).isEmpty() ? text : core);
    List<String> sentences = new ArrayList<>(List.of(text.strip().split("(?<=[.!?])\\s+")));
    if (sentences.size() > 1) {
      for (String sentence : sentences) {
        String plain = LEAD.matcher(sentence).replaceFirst("").strip();
        if (Tokens.of(plain).size() >= 3) {
          readings.add(plain);
        }
      }
    }
    if (!before.isBlank() && tokens.size() <= 7 && GOES_ON.matcher(text.strip()).matches()) {
      readings.add(before + " " + core);
    }
    return readings.stream().limit(MOST_READINGS).toList();
  }
}
