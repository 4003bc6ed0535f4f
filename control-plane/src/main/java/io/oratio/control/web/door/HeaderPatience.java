package io.oratio.control.web.door;

import java.time.Duration;

/// How long the head of a request may take, from its first byte to the empty line. Whoever drips it
/// would else hold a connection for days.
public record HeaderPatience(Duration longest) {
  public HeaderPatience {
    if (!longest.isPositive()) {
      throw new IllegalArgumentException("the patience with headers is above zero");
    }
  }

  /// Fifteen seconds.
  public static HeaderPatience usual() {
    return new HeaderPatience(Duration.ofSeconds(15));
  }
}
