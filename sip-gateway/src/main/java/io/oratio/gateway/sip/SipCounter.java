package io.oratio.gateway.sip;

/// Everything the edge counts. A closed set: the names become metric labels.
public enum SipCounter {
  /// New calls that reached the door.
  INVITES,
  /// Calls of ours.
  DIALLED,
  /// A packet or connection of nobody we know; nothing was answered.
  UNKNOWN_SOURCE,
  /// A request from an address that trunks of two tenants list; nothing was answered.
  CONTESTED_SOURCE,
  /// A message that could not be read.
  BAD_MESSAGE,
  /// A message longer than the limit.
  OVERSIZED,
  /// A packet dropped because too many were waiting.
  FLOOD_DROPPED,
  /// A packet of a source that is banned for a while.
  BANNED,
  /// A connection closed because there were too many, or because it was too slow.
  CONNECTION_REFUSED,
  /// A 401 was sent.
  CHALLENGED,
  /// Credentials that were wrong.
  AUTH_FAILED,
  /// Credentials that were right but used again.
  AUTH_REPLAYED,
  /// A request within a dialog that came from somewhere else than the dialog's peer.
  FOREIGN_IN_DIALOG,
  /// A call refused because too many dialogs exist.
  DIALOGS_FULL,
  /// A call refused because the edge drains.
  DRAINING,
  /// An ACK that never came.
  ACK_LOST,
  /// A session timer that ran out (RFC 4028).
  SESSION_EXPIRED,
  /// A branch of a fork that answered when too many others had; it was left to give up by itself.
  FORK_DROPPED,
  /// A request of ours that nobody answered.
  REQUEST_TIMED_OUT,
  /// Something that could not be sent.
  SEND_FAILED,
  /// A dialog whose mailbox was full.
  MAILBOX_FULL,
  /// An error inside the stack or in ours while a message was handled; the message was dropped.
  INTERNAL_ERROR
}
