package io.oratio.gateway.call;

/// Where a call stands.
public enum CallState {
  /// A call of ours is on its way; nothing rings yet.
  CALLING,
  /// It rings at the other end while the engine opens.
  ALERTING,
  /// Known and routed; the phone rings while the engine opens.
  RINGING,
  /// We said yes, or they did; sound cannot flow yet.
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
