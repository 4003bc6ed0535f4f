package io.oratio.phone.sip;

/// What becomes of a request we sent. Called on the agent's thread.
public interface Replies {
  /// A response came; repetitions are not told again.
  void reply(SipResponse response);

  /// No final response will come.
  void failed(Failure why);

  /// Why a request went without a final response.
  enum Failure {
    /// Timer B or F fired (RFC 3261 §17.1).
    TIMED_OUT,
    /// No connection could be made.
    UNREACHABLE
  }
}
