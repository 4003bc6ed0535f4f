package io.oratio.gateway.call;

import java.time.Duration;

/// The limits of calls.
///
/// @param maxCalls calls at the same time, on all edges together
/// @param maxCallsPerSecond new calls a second, on all edges together
/// @param ringFor how long the phone rings while the engine opens, before the call is refused
/// @param keyPause the pause that ends a row of pressed keys
/// @param mediaTimeout nothing heard for so long ends the call; not while on hold
/// @param farewellFor how long last words may take
/// @param engineReopens how often a call's engine is opened anew before the call gives up
/// @param deadAirAfter how long an engine may be away before the caller is asked to wait
public record CallSettings(
    int maxCalls,
    int maxCallsPerSecond,
    Duration ringFor,
    Duration keyPause,
    Duration mediaTimeout,
    Duration farewellFor,
    int engineReopens,
    Duration deadAirAfter) {
  public CallSettings {
    if (maxCalls < 1 || maxCallsPerSecond < 1 || engineReopens < 0) {
      throw new IllegalArgumentException("limits of calls are at least 1");
    }
  }

  /// The values of `reference.yaml`.
  public static CallSettings usual() {
    return new CallSettings(
        200,
        50,
        Duration.ofSeconds(8),
        Duration.ofMillis(1500),
        Duration.ofSeconds(20),
        Duration.ofSeconds(10),
        3,
        Duration.ofMillis(2500));
  }
}
