package io.oratio.gateway.sip;

import java.util.OptionalInt;

/// A call that came to us.
public interface SipDialog extends Dialog {
  /// What the caller sent.
  Invite invite();

  /// Sends 180.
  void ringing();

  /// Sends 183 with an early description.
  void progress(String sdp);

  /// Sends 200; it is repeated until the ACK comes.
  void answer(String sdp);

  /// Sends a final refusal.
  ///
  /// @param status 300 to 699
  /// @param reason the phrase on the status line; anything but plain text is left out
  void reject(int status, String reason, OptionalInt retryAfterSeconds);
}
