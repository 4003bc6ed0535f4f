package io.oratio.gateway.sip;

/// Why a call of ours was not answered. Every final response that is no 2xx is one of these (RFC
/// 3261 §21), and so is the silence where one should be.
public sealed interface Refusal {
  /// The line is engaged: 486, 600.
  record Busy(int status) implements Refusal {}

  /// It rang and nobody came: 408, 480, or our patience ended.
  ///
  /// @param status 0 when it was our patience
  record NoAnswer(int status) implements Refusal {}

  /// Somebody does not want the call: 403, 603.
  record Declined(int status) implements Refusal {}

  /// Nothing at all came back, or the INVITE could not be sent.
  ///
  /// @param why for the log
  record Unreachable(String why) implements Refusal {}

  /// Any other refusal: an unknown number, wrong credentials, a peer in trouble.
  ///
  /// @param phrase as the other side put it, plain text
  record Failed(int status, String phrase) implements Refusal {}

  /// What a final response means.
  ///
  /// @param status 300 to 699
  static Refusal of(int status, String phrase) {
    return switch (status) {
      case 486, 600 -> new Busy(status);
      case 408, 480 -> new NoAnswer(status);
      case 403, 603 -> new Declined(status);
      default -> new Failed(status, StatelessReplies.plain(phrase));
    };
  }
}
