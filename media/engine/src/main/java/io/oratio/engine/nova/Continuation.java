package io.oratio.engine.nova;

import java.time.Duration;

/// Decides when a conversation leaves one connection for the next, so that it outlives the 8
/// minutes after which the service cuts every connection.
///
/// From a certain age on, the next connection is opened beside the present one as soon as the agent
/// begins to speak, and takes over when that speech has been played and the caller is quiet: a
/// moment in which there is nothing to lose. If none comes, it takes over at a deadline whatever is
/// going on.
///
/// ```text
/// age      0 ……… after ……… force ……… deadline ……… 8 min
/// prepare        on speech  anyway
/// move           when quiet ————————— now
/// ```
///
/// Only decides: [NovaSession] does. Its owner keeps it to one thread at a time.
final class Continuation {
  /// The service ends a connection without sound after 55 s; a prepared one is renewed well before.
  private static final Duration IDLE_MAX = Duration.ofSeconds(30);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /// How long past the deadline an answer of the next connection is waited for.
  private static final Duration GRACE = Duration.ofSeconds(4);

  private final NovaSettings.Lifetime lifetime;
  private boolean isSpeechSeen;
  private long notBeforeNanos = Long.MIN_VALUE;

  Continuation(NovaSettings.Lifetime lifetime) {
    this.lifetime = lifetime;
  }

  /// What is to be done now.
  enum Step {
    STAY,
    /// Open the next connection.
    PREPARE,
    /// Give the next connection up, it has waited too long, and open another.
    RENEW,
    /// Go on with the next connection.
    MOVE
  }

  /// @param ageNanos of the present connection
  /// @param hasNext whether the next one has been opened
  /// @param isNextAccepted whether the service has accepted it
  /// @param nextAgeNanos its age
  /// @param isQuiet whether there is nothing to lose
  record Situation(
      long ageNanos, boolean hasNext, boolean isNextAccepted, long nextAgeNanos, boolean isQuiet) {}

  /// The agent begins a stretch of speech on a connection of this age.
  void speechBegins(long ageNanos) {
    isSpeechSeen |= ageNanos >= lifetime.after().toNanos();
  }

  /// The next connection failed.
  void nextFailed(long nowNanos) {
    notBeforeNanos = nowNanos + RETRY_AFTER.toNanos();
  }

  /// The conversation has moved.
  void moved() {
    isSpeechSeen = false;
    notBeforeNanos = Long.MIN_VALUE;
  }

  /// Whether the caller's sound should be kept from now on.
  boolean isNear(long ageNanos) {
    return ageNanos >= lifetime.after().minus(lifetime.buffer()).toNanos();
  }

  Step step(Situation now, long nowNanos) {
    boolean isLast = now.ageNanos() >= lifetime.deadline().toNanos();
    if (!now.hasNext()) {
      boolean isDue = isLast || isSpeechSeen || now.ageNanos() >= lifetime.force().toNanos();
      boolean mayTry = notBeforeNanos == Long.MIN_VALUE || nowNanos - notBeforeNanos >= 0;
      return isDue && mayTry ? Step.PREPARE : Step.STAY;
    }
    boolean mayMove = now.isNextAccepted() && (now.isQuiet() || isLast);
    if (mayMove || now.ageNanos() >= lifetime.deadline().plus(GRACE).toNanos()) {
      return Step.MOVE;
    }
    return now.nextAgeNanos() >= IDLE_MAX.toNanos() ? Step.RENEW : Step.STAY;
  }
}
