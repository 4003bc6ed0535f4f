package io.oratio.gateway.call;

/// What a line tells of its caller.
public sealed interface LineEvent {
  /// A call of ours rings at the other end.
  record Ringing() implements LineEvent {}

  /// A call of ours was answered.
  record Answered() implements LineEvent {}

  /// A call of ours was not answered, and will not be.
  record NotReached(Termination.Reason why) implements LineEvent {}

  /// Sound can flow both ways.
  record MediaReady() implements LineEvent {}

  /// The caller put us on hold.
  record PutOnHold() implements LineEvent {}

  /// The caller is back.
  record TakenOffHold() implements LineEvent {}

  /// The caller pressed a key, told by signalling and not by sound.
  record Digit(char digit) implements LineEvent {}

  /// The caller wrote something.
  record Words(String words) implements LineEvent {}

  /// The caller gave up before we answered.
  record Cancelled() implements LineEvent {}

  /// The caller hung up.
  record HungUp() implements LineEvent {}

  /// The line is gone and nobody said goodbye.
  ///
  /// @param why for the log
  record Lost(String why) implements LineEvent {}

  /// The caller has reached the transfer's target.
  record TransferDone() implements LineEvent {}

  /// The caller could not be sent there and is still with us.
  ///
  /// @param status the SIP status that was given, or 0
  record TransferRefused(int status) implements LineEvent {}
}
