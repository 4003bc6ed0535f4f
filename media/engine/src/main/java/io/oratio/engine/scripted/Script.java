package io.oratio.engine.scripted;

import io.oratio.engine.EngineFailure;
import java.time.Duration;
import java.util.List;

/// What a scripted engine does, turn by turn.
///
/// @param greeting how the setup's greeting sounds
/// @param turns what follows each time the caller has spoken, in order; after the last one the
///   first again
/// @param speechNeeded how much loud sound is speech; less is a cough
/// @param pause how much quiet ends the caller's turn
/// @param loudness root mean square from which sound is loud, 0 to 32767
public record Script(
    Sound greeting, List<Turn> turns, Duration speechNeeded, Duration pause, int loudness) {
  private static final Duration LENGTH = Duration.ofMillis(1200);
  private static final Duration SPEECH_NEEDED = Duration.ofMillis(160);
  private static final Duration PAUSE = Duration.ofMillis(400);
  private static final int LOUDNESS = 400;

  public Script {
    turns = List.copyOf(turns);
    if (turns.isEmpty()) {
      throw new IllegalArgumentException("a script needs at least one turn");
    }
  }

  /// Greets with 440 Hz and answers every utterance with 660 Hz.
  public static Script tones() {
    return of(new Turn.Say("I heard you. This is a scripted answer.", Sound.tone(660, LENGTH)));
  }

  /// These turns, with everything else as in [#tones()].
  public static Script of(Turn... turns) {
    return new Script(Sound.tone(440, LENGTH), List.of(turns), SPEECH_NEEDED, PAUSE, LOUDNESS);
  }

  /// The same with another greeting.
  public Script withGreeting(Sound sound) {
    return new Script(sound, turns, speechNeeded, pause, loudness);
  }

  /// What the engine does when the caller has spoken.
  public sealed interface Turn {
    /// It speaks.
    record Say(String words, Sound sound) implements Turn {}

    /// It asks for a tool, and speaks when that has answered.
    ///
    /// @param arguments a JSON object
    record UseTool(String name, String arguments, Say then) implements Turn {}

    /// It breaks.
    record Fail(EngineFailure failure) implements Turn {}

    /// It says nothing, as an engine that hangs.
    record KeepQuiet() implements Turn {}
  }
}
