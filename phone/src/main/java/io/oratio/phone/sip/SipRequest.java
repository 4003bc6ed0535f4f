package io.oratio.phone.sip;

/// A request (RFC 3261 §7.1).
///
/// @param method as written: methods have case
/// @param uri the Request-URI as written
public record SipRequest(String method, String uri, Headers headers, byte[] body)
    implements SipMessage {
  @Override
  public String startLine() {
    return method + " " + uri + " SIP/2.0";
  }

  /// The same request with other headers.
  public SipRequest with(Headers others) {
    return new SipRequest(method, uri, others, body);
  }

  /// The same request with a body of this type.
  public SipRequest with(String contentType, byte[] content) {
    return new SipRequest(method, uri, headers.replacing("Content-Type", contentType), content);
  }

  /// A response to it (RFC 3261 §8.2.6): Via, From, To, Call-ID and CSeq are copied.
  ///
  /// @param toTag our tag of the dialog; empty for 100
  public SipResponse response(int status, String reason, String toTag) {
    Headers answer = Headers.NONE;
    for (String via : headers.values("Via")) {
      answer = answer.with("Via", via);
    }
    for (String route : headers.values("Record-Route")) {
      answer = answer.with("Record-Route", route);
    }
    NameAddr to = to();
    boolean tagged = toTag.isEmpty() || !to.tag().isEmpty();
    answer =
        answer
            .with("From", headers.first("From").orElseThrow())
            .with("To", tagged ? headers.first("To").orElseThrow() : to.withTag(toTag).toString())
            .with("Call-ID", callId())
            .with("CSeq", cseq().toString());
    return new SipResponse(status, reason, answer, new byte[0]);
  }
}
