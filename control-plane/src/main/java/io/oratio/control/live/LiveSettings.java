package io.oratio.control.live;

import java.time.Duration;

/// What the operator settles about the live channel.
///
/// @param queueEvents how many events may wait for one watcher; more than that is a resync
/// @param replayEvents how many missed events a watcher that comes back is told; more is a resync
/// @param tenantWatchersMax how many watch one tenant on this node
/// @param stateSessionsMax how many sessions the state names
/// @param heartbeat after how long a silent socket is told that it is still there
/// @param recheckEvery how often is looked whether watchers may stay; with whatever time
///   authentication remembers, a revoked key or login ends its streams within five seconds
public record LiveSettings(
    int queueEvents,
    int replayEvents,
    int tenantWatchersMax,
    int stateSessionsMax,
    Duration heartbeat,
    Duration recheckEvery) {
  public LiveSettings {
    if (queueEvents < 8 || replayEvents < 1 || replayEvents > queueEvents - 4) {
      throw new IllegalArgumentException("a replay fits into the queue, with room for four more");
    }
    if (replayEvents > 999 || stateSessionsMax < 1 || stateSessionsMax > 1000) {
      throw new IllegalArgumentException("replayEvents is below 1000, stateSessionsMax 1 to 1000");
    }
    if (tenantWatchersMax < 1) {
      throw new IllegalArgumentException("somebody may watch");
    }
    if (!heartbeat.isPositive() || !recheckEvery.isPositive()) {
      throw new IllegalArgumentException("durations of the live channel are above zero");
    }
  }

  public static LiveSettings usual() {
    return new LiveSettings(1024, 900, 2000, 500, Duration.ofSeconds(15), Duration.ofSeconds(2));
  }
}
