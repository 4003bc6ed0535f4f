package io.oratio.gateway.sdp;

/// How an offer ended (RFC 3264 §6).
public sealed interface Agreement {
  /// There is a stream both can use. `sdp` is ours to send: the answer, or the offer that was
  /// answered.
  record Agreed(String sdp, Terms terms) implements Agreement {}

  /// There is none; the SIP answer is 488. The reason is a sentence for our log.
  record NotAcceptable(String why) implements Agreement {}
}
