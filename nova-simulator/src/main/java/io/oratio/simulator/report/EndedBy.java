package io.oratio.simulator.report;

/// Who or what ended a session.
public enum EndedBy {
  /// The client, in the right order: contentEnd, promptEnd, sessionEnd, end of input.
  CLIENT,
  /// The client ended its input without a sessionEnd.
  CLIENT_WITHOUT_SESSION_END,
  /// The client reset the stream (RST_STREAM).
  CLIENT_RESET,
  /// The connection went away.
  CONNECTION_LOST,
  /// The client broke the protocol and was told so by an exception.
  PROTOCOL_ERROR,
  /// No audio and no interactive text for too long.
  IDLE,
  /// The connection reached its greatest length (8 minutes, unless set otherwise).
  TIME_LIMIT,
  /// The client took nothing of what it was sent for too long.
  STALLED,
  /// A fault that was asked for.
  FAULT,
  /// Turned away before the stream began: quota, missing signature, or a fault that was asked for.
  REFUSED,
  /// The simulator was closed.
  SHUTDOWN
}
