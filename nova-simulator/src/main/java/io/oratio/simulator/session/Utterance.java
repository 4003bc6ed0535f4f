package io.oratio.simulator.session;

import io.oratio.simulator.voice.Voice;
import java.util.ArrayList;
import java.util.List;

/// Something to be said: its sentences, how many samples each takes, and the voice that says it.
///
/// @param fromSpeech whether it answers speech, and so is out of date once the caller speaks on
/// @param causedNanos when what it answers was over
/// @param readyNanos when it may begin
record Utterance(
    List<Sentence> sentences, Voice voice, boolean fromSpeech, long causedNanos, long readyNanos) {
  record Sentence(String text, int samples) {}

  /// Cuts a text into sentences and shares the samples out by their lengths.
  static List<Sentence> sentences(String text, int samples) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      boolean ends =
          ".!?".indexOf(text.charAt(i)) >= 0
              && i + 1 < text.length()
              && Character.isWhitespace(text.charAt(i + 1));
      if (ends) {
        parts.add(text.substring(from, i + 1));
        from = i + 2;
      }
    }
    if (from < text.length() || parts.isEmpty()) {
      parts.add(text.substring(Math.min(from, text.length())));
    }
    int characters = Math.max(1, parts.stream().mapToInt(String::length).sum());
    List<Sentence> sentences = new ArrayList<>();
    int left = samples;
    for (int i = 0; i < parts.size(); i++) {
      boolean isLast = i == parts.size() - 1;
      int share = isLast ? left : (int) ((long) samples * parts.get(i).length() / characters);
      sentences.add(new Sentence(parts.get(i), share));
      left -= share;
    }
    return sentences;
  }
}
