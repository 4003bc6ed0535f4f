package io.oratio.phone.call;

/// A call that could not even be begun: the URI is none, its host has no address, or no port is
/// free here. The text says which, for people.
public final class Unreachable extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param reason a sentence without its end
  public Unreachable(String reason) {
    super(reason);
  }
}
