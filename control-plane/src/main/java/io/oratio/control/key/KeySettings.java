package io.oratio.control.key;

import java.time.Duration;

/// What holds for keys.
///
/// @param keysAtMost live keys of a tenant
/// @param rememberedFor how long a key that was looked up is believed without asking the store, so
///   how long a revocation may take to hold; at most three seconds
/// @param usesWrittenEvery how often uses are counted in the store
/// @param widgetTokenLife how long a widget's token is good
public record KeySettings(
    int keysAtMost, Duration rememberedFor, Duration usesWrittenEvery, Duration widgetTokenLife) {
  public KeySettings {
    if (keysAtMost < 1) {
      throw new IllegalArgumentException("keysAtMost is at least 1");
    }
    if (rememberedFor.isNegative() || rememberedFor.compareTo(Duration.ofSeconds(3)) > 0) {
      throw new IllegalArgumentException("rememberedFor is at most 3 s");
    }
    if (!usesWrittenEvery.isPositive() || !widgetTokenLife.isPositive()) {
      throw new IllegalArgumentException("durations of keys are above zero");
    }
    if (widgetTokenLife.compareTo(Duration.ofSeconds(900)) > 0) {
      throw new IllegalArgumentException("widgetTokenLife is at most 900 s");
    }
  }

  /// A hundred keys, believed for two seconds, counted every five; tokens of a minute.
  public static KeySettings usual() {
    return new KeySettings(
        100, Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(60));
  }
}
