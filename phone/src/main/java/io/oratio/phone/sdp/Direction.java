package io.oratio.phone.sdp;

import java.util.Locale;
import java.util.Optional;

/// Who may send on a stream (RFC 8866 §6.7), from the point of view of the one who writes it.
public enum Direction {
  /// Both.
  SENDRECV(true, true),
  /// The writer alone.
  SENDONLY(true, false),
  /// The other alone.
  RECVONLY(false, true),
  /// Nobody.
  INACTIVE(false, false);

  private final boolean sends;
  private final boolean receives;

  Direction(boolean sends, boolean receives) {
    this.sends = sends;
    this.receives = receives;
  }

  /// Whether the writer sends.
  public boolean sends() {
    return sends;
  }

  /// Whether the writer wants to receive.
  public boolean receives() {
    return receives;
  }

  /// The same stream seen from the other end.
  public Direction mirrored() {
    return of(receives, sends);
  }

  /// What is left where both wishes hold (RFC 3264 §6.1).
  public Direction within(Direction limit) {
    return of(sends && limit.sends, receives && limit.receives);
  }

  private static Direction of(boolean sends, boolean receives) {
    if (sends) {
      return receives ? SENDRECV : SENDONLY;
    }
    return receives ? RECVONLY : INACTIVE;
  }

  /// As the attribute is written.
  public String attribute() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Direction> named(String attribute) {
    for (Direction direction : values()) {
      if (direction.attribute().equals(attribute)) {
        return Optional.of(direction);
      }
    }
    return Optional.empty();
  }
}
