package io.oratio.media.wire;

/// Every port of the range is lent, in quarantine or taken by another program. The call must be
/// refused; the operator widens the range.
public final class NoPortFree extends Exception {
  private static final long serialVersionUID = 1L;

  NoPortFree(String message) {
    super(message);
  }
}
