package io.oratio.phone.load;

import io.oratio.phone.sip.Credentials;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What load to make.
///
/// @param target the URI to call
/// @param concurrent calls at once
/// @param total calls in all: `concurrent` for one wave, more for calls one after another, each
///   begun when one has ended
/// @param talk how long each call lasts from its answer
/// @param betweenStarts time between the starts of the first wave
/// @param voice what the calls say
/// @param codecs in order of preference
/// @param credentials for calls that are challenged
public record LoadPlan(
    String target,
    int concurrent,
    int total,
    Duration talk,
    Duration betweenStarts,
    Voice voice,
    List<String> codecs,
    Optional<Credentials> credentials) {
  /// The most calls at once from one process.
  public static final int MOST_CONCURRENT = 1_000;

  /// What a call says.
  public enum Voice {
    /// Speech-like sound, another voice and another moment for each call.
    SPEECH,
    /// A steady tone of another frequency for each call.
    TONE,
    /// Nothing.
    SILENCE
  }

  public LoadPlan {
    codecs = List.copyOf(codecs);
    if (concurrent < 1 || concurrent > MOST_CONCURRENT || total < concurrent) {
      throw new IllegalArgumentException(
          "1 to %d calls at once, and no fewer in all".formatted(MOST_CONCURRENT));
    }
    if (talk.isNegative() || betweenStarts.isNegative()) {
      throw new IllegalArgumentException("times are not negative");
    }
  }

  /// One wave of calls that say speech-like things, begun 20 ms apart.
  public static LoadPlan wave(String target, int calls, Duration talk) {
    return new LoadPlan(
        target,
        calls,
        calls,
        talk,
        Duration.ofMillis(20),
        Voice.SPEECH,
        List.of("PCMU", "PCMA"),
        Optional.empty());
  }

  /// So many short calls, a few at a time.
  public static LoadPlan shortCalls(String target, int atOnce, int total, Duration talk) {
    return new LoadPlan(
        target,
        atOnce,
        total,
        talk,
        Duration.ofMillis(20),
        Voice.SPEECH,
        List.of("PCMU", "PCMA"),
        Optional.empty());
  }

  /// Whether every call must be judged by its sound: calls of less than a second are not.
  boolean judgesSound() {
    return talk.toMillis() >= 1_000;
  }
}
