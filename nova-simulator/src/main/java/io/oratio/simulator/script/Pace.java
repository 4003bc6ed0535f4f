package io.oratio.simulator.script;

import java.time.Duration;

/// How fast things come.
///
/// @param factor how many times faster than real time audio is sent
/// @param chunk the audio in one audioOutput
/// @param thinking from the end of the caller's pause to the answer
/// @param perCharacter how long a character of text is spoken
public record Pace(double factor, Duration chunk, Duration thinking, Duration perCharacter) {
  public Pace {
    if (!(factor >= 0.1 && factor <= 1000)) {
      throw new IllegalArgumentException("Audio is sent 0.1 to 1000 times as fast as real time");
    }
    if (chunk.toMillis() < 5 || chunk.toMillis() > 1000) {
      throw new IllegalArgumentException("A chunk holds 5 to 1000 ms of audio");
    }
    if (thinking.isNegative() || perCharacter.isNegative()) {
      throw new IllegalArgumentException("Time does not run backwards");
    }
  }
}
