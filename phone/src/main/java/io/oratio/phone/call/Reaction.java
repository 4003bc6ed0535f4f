package io.oratio.phone.call;

import io.oratio.phone.sip.Headers;
import java.time.Duration;

/// What a phone does with a call that comes in.
public sealed interface Reaction {
  /// Rings and then answers.
  ///
  /// @param ringing how long it rings; at zero no 180 is sent
  record Answer(CallOptions options, Duration ringing) implements Reaction {}

  /// Rings until the caller gives up.
  record Ring() implements Reaction {}

  /// Refuses.
  ///
  /// @param headers sent with the refusal, for example a challenge
  record Refuse(int status, String reason, Headers headers) implements Reaction {}

  /// Stays silent, as if nobody were there.
  record Ignore() implements Reaction {}
}
