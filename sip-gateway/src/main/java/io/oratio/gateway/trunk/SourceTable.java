package io.oratio.gateway.trunk;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// How each source has behaved: how often it may be challenged, how often it failed, whether it is
/// banned. Bounded: the source heard of least recently is forgotten first, a banned one only when
/// everyone remembered is banned. Any thread.
public final class SourceTable {
  private final int sourcesMax;
  private final int challengesPerSecond;
  private final int failuresMax;
  private final Duration ban;
  private final Clock clock;
  private final LinkedHashMap<InetAddress, Behaviour> sources =
      new LinkedHashMap<>(64, 0.75f, true);

  /// @param sourcesMax how many are remembered
  /// @param challengesPerSecond on average for one source, ten times as many in a burst
  /// @param failuresMax wrong credentials until the source is banned
  /// @param ban how long, and how long failures count
  public SourceTable(
      int sourcesMax, int challengesPerSecond, int failuresMax, Duration ban, Clock clock) {
    this.sourcesMax = sourcesMax;
    this.challengesPerSecond = challengesPerSecond;
    this.failuresMax = failuresMax;
    this.ban = ban;
    this.clock = clock;
  }

  /// Whether one more challenge may be sent there now.
  public synchronized boolean mayChallenge(InetAddress source) {
    return of(source).bucket.take(clock.millis());
  }

  /// Notes wrong credentials; the last one allowed bans the source.
  public synchronized void failed(InetAddress source) {
    Behaviour behaviour = of(source);
    long now = clock.millis();
    if (now - behaviour.firstFailureMillis > ban.toMillis()) {
      behaviour.failures = 0;
      behaviour.firstFailureMillis = now;
    }
    if (++behaviour.failures >= failuresMax) {
      behaviour.bannedUntilMillis = now + ban.toMillis();
      behaviour.failures = 0;
    }
  }

  /// Notes right credentials: earlier failures are forgiven.
  public synchronized void succeeded(InetAddress source) {
    Behaviour behaviour = sources.get(source);
    if (behaviour != null) {
      behaviour.failures = 0;
    }
  }

  /// Whether the source is banned now.
  public synchronized boolean isBanned(InetAddress source) {
    Behaviour behaviour = sources.get(source);
    return behaviour != null && behaviour.bannedUntilMillis > clock.millis();
  }

  /// How many are banned now.
  public synchronized int banned() {
    long now = clock.millis();
    return (int)
        sources.values().stream().filter(behaviour -> behaviour.bannedUntilMillis > now).count();
  }

  private Behaviour of(InetAddress source) {
    Behaviour known = sources.get(source);
    if (known != null) {
      return known;
    }
    if (sources.size() >= sourcesMax) {
      sources.remove(leastMissed());
    }
    long now = clock.millis();
    Behaviour fresh =
        new Behaviour(new TokenBucket(challengesPerSecond, challengesPerSecond * 10.0, now), now);
    sources.put(source, fresh);
    return fresh;
  }

  private InetAddress leastMissed() {
    long now = clock.millis();
    for (Map.Entry<InetAddress, Behaviour> entry : sources.entrySet()) {
      if (entry.getValue().bannedUntilMillis <= now) {
        return entry.getKey();
      }
    }
    return sources.firstEntry().getKey();
  }

  private static final class Behaviour {
    private final TokenBucket bucket;
    private long firstFailureMillis;
    private int failures;
    private long bannedUntilMillis;

    Behaviour(TokenBucket bucket, long nowMillis) {
      this.bucket = bucket;
      this.firstFailureMillis = nowMillis;
    }
  }
}
