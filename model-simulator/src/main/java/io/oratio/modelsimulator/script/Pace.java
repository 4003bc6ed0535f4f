package io.oratio.modelsimulator.script;

import java.time.Duration;

/// How fast an answer comes.
///
/// @param firstToken from the request to the first word
/// @param perToken between two pieces of a stream
public record Pace(Duration firstToken, Duration perToken) {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /// As fast as the machine can.
  public static final Pace AT_ONCE = new Pace(Duration.ZERO, Duration.ZERO);

  public Pace {
    if (isOutside(firstToken) || isOutside(perToken)) {
      throw new IllegalArgumentException("A pause of an answer is 0 to 10 minutes");
    }
  }

  private static boolean isOutside(Duration pause) {
    return pause.isNegative() || pause.compareTo(LONGEST) > 0;
  }
}
