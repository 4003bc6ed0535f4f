package io.oratio.phone.call;

/// Who ended a call.
public enum EndedBy {
  /// This phone.
  US,
  /// The other side.
  THEM,
  /// Neither: it came to nothing, or the other side is gone.
  NOBODY
}
