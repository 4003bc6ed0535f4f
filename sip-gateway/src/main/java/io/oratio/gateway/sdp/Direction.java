package io.oratio.gateway.sdp;

import java.util.Optional;

/// Which way media flows, seen from the one who writes the description (RFC 3264 §5.1).
public enum Direction {
  SENDRECV,
  SENDONLY,
  RECVONLY,
  INACTIVE;

  /// The attribute's name, or nothing when the text is another attribute.
  static Optional<Direction> ofAttribute(String name) {
    for (Direction direction : values()) {
      if (direction.attribute().equals(name)) {
        return Optional.of(direction);
      }
    }
    return Optional.empty();
  }

  /// As it stands in `a=`.
  public String attribute() {
    return switch (this) {
      case SENDRECV -> "sendrecv";
      case SENDONLY -> "sendonly";
      case RECVONLY -> "recvonly";
      case INACTIVE -> "inactive";
    };
  }

  /// The same flow seen from the other side: what they only send, we only receive.
  public Direction reversed() {
    return switch (this) {
      case SENDRECV -> SENDRECV;
      case SENDONLY -> RECVONLY;
      case RECVONLY -> SENDONLY;
      case INACTIVE -> INACTIVE;
    };
  }

  /// Whether the one who wrote it sends.
  public boolean sends() {
    return this == SENDRECV || this == SENDONLY;
  }

  /// Whether the one who wrote it receives.
  public boolean receives() {
    return this == SENDRECV || this == RECVONLY;
  }
}
