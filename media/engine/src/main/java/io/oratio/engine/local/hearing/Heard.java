package io.oratio.engine.local.hearing;

import java.util.List;

/// What a recogniser made of an utterance.
///
/// @param words in order; empty when it heard none
/// @param fit how well the sound fits the words, per frame: about 0 and more when they were really
///   said, clearly below when other sound was forced into them
public record Heard(List<String> words, double fit) {
  public static final Heard NOTHING = new Heard(List.of(), Double.NEGATIVE_INFINITY);

  public Heard {
    words = List.copyOf(words);
  }

  public String text() {
    return String.join(" ", words);
  }
}
