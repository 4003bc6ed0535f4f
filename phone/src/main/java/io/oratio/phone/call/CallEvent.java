package io.oratio.phone.call;

import io.oratio.phone.sdp.Direction;

/// What happens in a call, told in order on the phone's thread: take it and return.
public sealed interface CallEvent {
  /// The other side has shown itself.
  ///
  /// @param status 180, 183 or another provisional status above 100
  record Ringing(int status) implements CallEvent {}

  /// The call is answered and sound flows.
  record Talking(Answered answered) implements CallEvent {}

  /// The other side changed the session by a re-INVITE.
  ///
  /// @param direction from our point of view: `RECVONLY` or `INACTIVE` means that we are on hold
  /// @param remoteVersion of its `o=` line
  record Changed(Direction direction, long remoteVersion) implements CallEvent {}

  /// The other side pressed a key (RFC 4733).
  record Digit(char digit) implements CallEvent {}

  /// The other side sent an INFO.
  record Info(String contentType, String body) implements CallEvent {}

  /// The other side asks us to call someone else (RFC 3515).
  ///
  /// @param target the Refer-To URI as it was written
  record Referred(String target) implements CallEvent {}

  /// Our 200 was never acknowledged.
  record Unacknowledged() implements CallEvent {}

  /// The call is over; nothing follows.
  record Ended(CallReport report) implements CallEvent {}
}
