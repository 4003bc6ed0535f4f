package io.oratio.control.trust;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// Remembers for a moment what a store said, so that many requests of one caller ask it once. What
/// changes there is seen here after that moment at the latest. Bounded: who has not come for
/// longest is forgotten first.
public final class Lately<K, V> {
  private final long keptNanos;
  private final LongSupplier nanoClock;
  private final Map<K, Seen<V>> seen;

  private record Seen<V>(V value, long at) {}

  /// @param keptFor how old an answer may be
  /// @param most how many are kept
  public Lately(Duration keptFor, int most, LongSupplier nanoClock) {
    this.keptNanos = keptFor.toNanos();
    this.nanoClock = nanoClock;
    this.seen =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Seen<V>> eldest) {
            return size() > most;
          }
        };
  }

  /// What is remembered, or else what is found now. The finding is not locked: two may ask at once.
  public V get(K key, Function<K, V> find) {
    long now = nanoClock.getAsLong();
    synchronized (seen) {
      Seen<V> last = seen.get(key);
      if (last != null && now - last.at() < keptNanos) {
        return last.value();
      }
    }
    V value = find.apply(key);
    synchronized (seen) {
      seen.put(key, new Seen<>(value, now));
    }
    return value;
  }

  /// Asks anew the next time.
  public void forget(K key) {
    synchronized (seen) {
      seen.remove(key);
    }
  }
}
