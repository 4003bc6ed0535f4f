package io.oratio.control.creation;

import java.time.Duration;

/// How creations are worked on.
///
/// @param atOnce how many on this node at the same time
/// @param poll how often the store is looked into for what is due
/// @param lease how long a creation is one's own without being asked again; a dead process's work
///   is taken up after it
/// @param attempts how often a step is begun before it is given up
/// @param firstRest between the first attempt of a step and the second; doubled each time
/// @param longestRest the most of it
/// @param staging how long a request may take to store what it brought
public record CreationSettings(
    int atOnce,
    Duration poll,
    Duration lease,
    int attempts,
    Duration firstRest,
    Duration longestRest,
    Duration staging) {
  public CreationSettings {
    if (atOnce < 1
        || attempts < 1
        || !poll.isPositive()
        || !lease.isPositive()
        || !firstRest.isPositive()
        || longestRest.compareTo(firstRest) < 0
        || !staging.isPositive()) {
      throw new IllegalArgumentException("creation settings are positive, rests grow");
    }
  }

  /// Two at once, looked for every second, in leases of a minute; five attempts with rests of two
  /// seconds to a minute.
  public static CreationSettings usual() {
    return new CreationSettings(
        2,
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        5,
        Duration.ofSeconds(2),
        Duration.ofMinutes(1),
        Duration.ofMinutes(15));
  }

  /// How long a step rests after an attempt that failed.
  Duration restAfter(int attempt) {
    Duration rest = firstRest.multipliedBy(1L << Math.clamp(attempt - 1L, 0, 20));
    return rest.compareTo(longestRest) < 0 ? rest : longestRest;
  }
}
