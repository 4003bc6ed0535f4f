package io.oratio.phone.sip;

/// A response (RFC 3261 §7.2).
///
/// @param status 100 to 699
/// @param reason may be empty
public record SipResponse(int status, String reason, Headers headers, byte[] body)
    implements SipMessage {
  @Override
  public String startLine() {
    return "SIP/2.0 " + status + " " + reason;
  }

  /// The same response with other headers.
  public SipResponse with(Headers others) {
    return new SipResponse(status, reason, others, body);
  }

  /// The same response with a body of this type.
  public SipResponse with(String contentType, byte[] content) {
    return new SipResponse(status, reason, headers.replacing("Content-Type", contentType), content);
  }

  /// Whether it is not the last word on its request.
  public boolean isProvisional() {
    return status < 200;
  }

  /// Whether the request was granted.
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /// Whether it asks for a password (RFC 3261 §22).
  public boolean isChallenge() {
    return status == 401 || status == 407;
  }
}
