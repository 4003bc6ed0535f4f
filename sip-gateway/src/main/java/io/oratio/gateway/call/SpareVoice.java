package io.oratio.gateway.call;

import java.util.List;
import java.util.Optional;

/// A voice of our own for the moments when the engine has none: it says a few fixed sentences and
/// needs nothing from outside.
public interface SpareVoice {
  /// The sentence as 16-bit mono sound; empty when this voice cannot say it. May take time; never
  /// called on a media thread.
  Optional<short[]> say(String sentence, int rateHz);

  /// The sentences it may be asked to say, so that they can be made beforehand.
  static List<String> sentences() {
    return List.of(EngineCare.WAIT, EngineCare.SORRY);
  }

  /// No voice at all.
  static SpareVoice none() {
    return (_, _) -> Optional.empty();
  }
}
