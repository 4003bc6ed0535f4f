package io.oratio.gateway.line;

import io.oratio.gateway.call.Termination;

/// Hears how a call of ours goes, on the call's mailbox: it must not block. The last thing told is
/// always [#ended], once.
public interface DialProgress {
  /// It rings at the other end; told once, or not at all.
  void ringing();

  /// Somebody has answered.
  void answered();

  /// It is over, whether it was answered or not.
  void ended(Termination why);
}
