package io.oratio.gateway.call;

/// Where a call stands.
public enum CallState {
  /// Known and routed; the phone rings while the engine opens.
  RINGING,
  /// We said yes; sound cannot flow yet.
  ANSWERED,
  /// Both sides hear each other.
  TALKING,
  /// The caller put us on hold.
  HELD,
  /// The caller is being sent elsewhere and still hears us.
  TRANSFERRING,
  /// The agent says its last words.
  FAREWELL,
  /// Over.
  ENDED
}
