package io.oratio.simulator.wire;

/// Bytes that are no event-stream message, or not one that this service takes.
public final class FramingBroken extends Exception {
  private static final long serialVersionUID = 1L;

  public FramingBroken(String message) {
    super(message, null, false, false);
  }
}
