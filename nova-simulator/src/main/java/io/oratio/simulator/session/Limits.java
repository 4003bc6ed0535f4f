package io.oratio.simulator.session;

import io.oratio.simulator.protocol.HistoryLimits;
import io.oratio.simulator.protocol.InputEvent.Sensitivity;
import java.time.Duration;

/// The times and amounts at which the service loses patience.
///
/// @param session the greatest length of a session
/// @param idle the longest time without audio or interactive text
/// @param stall the longest time in which the client takes nothing of what it is sent
/// @param pauseScale what the pauses that end an utterance are multiplied with
/// @param voiceLevel the root mean square from which 20 ms are voice, in units of a 16-bit sample
/// @param history how much text a session may begin with
public record Limits(
    Duration session,
    Duration idle,
    Duration stall,
    double pauseScale,
    double voiceLevel,
    HistoryLimits history) {
  public Limits {
    if (!session.isPositive() || !idle.isPositive() || !stall.isPositive()) {
      throw new IllegalArgumentException("Limits of time must be positive");
    }
    if (!(pauseScale > 0) || !(voiceLevel > 0)) {
      throw new IllegalArgumentException("The pause scale and the voice level must be positive");
    }
  }

  /// Eight minutes, 55 seconds of quiet, and the pauses of the service.
  public static Limits ofTheService() {
    return new Limits(
        Duration.ofMinutes(8),
        Duration.ofSeconds(55),
        Duration.ofSeconds(30),
        1,
        300,
        HistoryLimits.ofTheService());
  }

  /// The same with the session's length, the quiet and the pauses all multiplied.
  public Limits scaled(double scale) {
    return new Limits(
        times(session, scale), times(idle, scale), stall, pauseScale * scale, voiceLevel, history);
  }

  /// The same with another session length.
  public Limits withSession(Duration other) {
    return new Limits(other, idle, stall, pauseScale, voiceLevel, history);
  }

  /// The same with another time of quiet.
  public Limits withIdle(Duration other) {
    return new Limits(session, other, stall, pauseScale, voiceLevel, history);
  }

  /// The same with the pauses that end an utterance multiplied.
  public Limits withPauseScale(double other) {
    return new Limits(session, idle, stall, other, voiceLevel, history);
  }

  /// The pause that ends an utterance.
  long pauseMs(Sensitivity sensitivity) {
    long ms =
        switch (sensitivity) {
          case HIGH -> 1500;
          case MEDIUM -> 1750;
          case LOW -> 2000;
        };
    return Math.max(40, Math.round(ms * pauseScale));
  }

  private static Duration times(Duration time, double scale) {
    return Duration.ofNanos(Math.max(1, Math.round(time.toNanos() * scale)));
  }
}
