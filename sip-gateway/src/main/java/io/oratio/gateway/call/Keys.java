package io.oratio.gateway.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Gathers pressed keys until `#`, a pause or a full hand. One thread, the call's mailbox.
final class Keys {
  private static final int DIGITS_MAX = 32;

  private final Duration pause;
  private final StringBuilder pressed = new StringBuilder();
  private Instant last = Instant.EPOCH;

  Keys(Duration pause) {
    this.pause = pause;
  }

  /// @return everything pressed, when this key ends it
  Optional<String> press(char digit, Instant now) {
    last = now;
    pressed.append(digit);
    return digit == '#' || pressed.length() >= DIGITS_MAX ? Optional.of(take()) : Optional.empty();
  }

  /// @return everything pressed, when the pause since the last key ends it
  Optional<String> at(Instant now) {
    boolean over = !pressed.isEmpty() && Duration.between(last, now).compareTo(pause) >= 0;
    return over ? Optional.of(take()) : Optional.empty();
  }

  private String take() {
    String all = pressed.toString();
    pressed.setLength(0);
    return all;
  }
}
