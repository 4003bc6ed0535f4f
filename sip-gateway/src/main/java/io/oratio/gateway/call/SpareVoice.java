package io.oratio.gateway.call;

import io.oratio.runtime.tool.Fillers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A voice of our own for the moments when the engine has none: it says a few fixed sentences and
/// needs nothing from outside.
public interface SpareVoice {
  /// The sentence as 16-bit mono sound; empty when this voice cannot say it. May take time; never
  /// called on a media thread.
  Optional<short[]> say(String sentence, int rateHz);

  /// The sentences it may be asked to say, so that they can be made beforehand.
  static List<String> sentences() {
    return Stream.concat(Stream.of(EngineCare.WAIT, EngineCare.SORRY), Fillers.of("en").stream())
        .distinct()
        .toList();
  }

  /// No voice at all.
  static SpareVoice none() {
    return (_, _) -> Optional.empty();
  }
}
