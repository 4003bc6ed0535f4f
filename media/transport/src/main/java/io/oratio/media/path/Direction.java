package io.oratio.media.path;

/// Which way sound goes, from our point of view (RFC 4566 §6, RFC 3264 §5.1).
public enum Direction {
  SENDRECV(true, true),
  SENDONLY(true, false),
  RECVONLY(false, true),
  INACTIVE(false, false);

  private final boolean sends;
  private final boolean receives;

  Direction(boolean sends, boolean receives) {
    this.sends = sends;
    this.receives = receives;
  }

  /// Whether we send sound.
  public boolean sends() {
    return sends;
  }

  /// Whether we expect sound.
  public boolean receives() {
    return receives;
  }
}
