package io.oratio.phone.sip;

import java.nio.charset.StandardCharsets;

/// A request or a response (RFC 3261 §7). One that was read has all that §8.1.1 demands: To, From,
/// CSeq, Call-ID and Via are there and can be read.
public sealed interface SipMessage permits SipRequest, SipResponse {
  /// The header fields, compact names spelled out.
  Headers headers();

  /// The body; never changed after the message was made.
  byte[] body();

  /// The first line, without its end.
  String startLine();

  /// The body as text.
  default String bodyText() {
    return new String(body(), StandardCharsets.UTF_8);
  }

  /// The name of the call.
  default String callId() {
    return headers().first("Call-ID").orElse("");
  }

  /// The place in the dialog.
  default CSeq cseq() {
    return headers().first("CSeq").flatMap(CSeq::parse).orElseThrow();
  }

  /// The topmost Via.
  default Via via() {
    return Via.parse(headers().values("Via").getFirst()).orElseThrow();
  }

  /// Who made the request.
  default NameAddr from() {
    return headers().first("From").flatMap(NameAddr::parse).orElseThrow();
  }

  /// Whom the request was for.
  default NameAddr to() {
    return headers().first("To").flatMap(NameAddr::parse).orElseThrow();
  }
}
