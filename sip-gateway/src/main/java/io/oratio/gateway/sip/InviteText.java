package io.oratio.gateway.sip;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import java.util.Locale;

/// The INVITE of a call of ours as text, and its CANCEL. Touched on the dialog's mailbox only.
final class InviteText {
  private final OutboundInvite order;
  private final String localTag;
  private final String userAgent;
  private final String local;
  private final long leastSeconds;
  private String user;
  private int port;
  private long sessionExpiresSeconds;
  private long sequence;

  /// @param localPort where we are reached
  InviteText(
      OutboundInvite order, SipSettings settings, String localTag, int localPort, long sequence) {
    this.order = order;
    this.localTag = localTag;
    this.userAgent = settings.userAgent();
    String address = order.at().localAddress();
    this.local = (address.contains(":") ? "[" + address + "]" : address) + ":" + localPort;
    this.leastSeconds = Math.max(1, settings.minSessionExpires().toSeconds());
    this.sessionExpiresSeconds = Math.max(leastSeconds, order.sessionExpires().toSeconds());
    this.user = order.to();
    this.port = order.trunk().port();
    this.sequence = sequence;
  }

  /// The URI the next INVITE goes to: the digest is computed over it.
  String requestUri() {
    return "sip:" + user + "@" + order.host() + ":" + port + transportParameter();
  }

  /// From now on this user is called, at this port of the trunk's host.
  void sentTo(String otherUser, int otherPort) {
    user = otherUser;
    port = otherPort;
  }

  void sessionExpires(long seconds) {
    sessionExpiresSeconds = Math.max(sessionExpiresSeconds, seconds);
  }

  /// The next INVITE, with the next number.
  ///
  /// @param fields further header lines, each with its line end
  String invite(String branch, String fields) {
    StringBuilder text = new StringBuilder(1200);
    text.append("INVITE ").append(requestUri()).append(" SIP/2.0\r\n");
    text.append("Via: SIP/2.0/").append(order.trunk().transport()).append(' ').append(local);
    text.append(";rport;branch=").append(branch).append("\r\n");
    text.append("Max-Forwards: 70\r\n");
    text.append("From: <sip:").append(order.from()).append('@').append(fromHost());
    text.append(">;tag=").append(localTag).append("\r\n");
    text.append("To: <sip:").append(order.to()).append('@').append(order.host()).append(">\r\n");
    text.append("Call-ID: ").append(order.callId()).append("\r\n");
    text.append("CSeq: ").append(++sequence).append(" INVITE\r\n");
    text.append("Contact: <sip:").append(local).append(transportParameter()).append(">\r\n");
    text.append("User-Agent: ").append(userAgent).append("\r\n");
    text.append("Allow: ").append(Headers.ALLOW).append("\r\n");
    text.append("Supported: ").append(Headers.SUPPORTED).append("\r\n");
    text.append("Session-Expires: ").append(sessionExpiresSeconds).append("\r\n");
    text.append("Min-SE: ").append(leastOf()).append("\r\n");
    order.headers().forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
    text.append(fields);
    text.append("Content-Type: application/sdp\r\nContent-Length: ");
    text.append(order.offer().length()).append("\r\n\r\n").append(order.offer());
    return text.toString();
  }

  /// RFC 4028 §7.1: after a 422 the least is what the 422 said.
  private long leastOf() {
    boolean isRaised = sessionExpiresSeconds > order.sessionExpires().toSeconds();
    return isRaised ? sessionExpiresSeconds : leastSeconds;
  }

  /// Takes an INVITE back (RFC 3261 §9.1): the same branch, number, tags and destination.
  String cancel(SIPRequest invite, String reasonText) {
    Via via = invite.getTopmostVia();
    return "CANCEL "
        + invite.getRequestURI()
        + " SIP/2.0\r\nVia: "
        + Leg.value(via.toString())
        + "\r\nMax-Forwards: 70\r\nFrom: "
        + Leg.value(invite.getFrom().toString())
        + "\r\nTo: "
        + Leg.value(invite.getTo().toString())
        + "\r\nCall-ID: "
        + order.callId()
        + "\r\nCSeq: "
        + invite.getCSeq().getSeqNumber()
        + " CANCEL\r\nUser-Agent: "
        + userAgent
        + "\r\nReason: SIP;cause=487;text=\""
        + StatelessReplies.plain(reasonText)
        + "\"\r\nContent-Length: 0\r\n\r\n";
  }

  /// A provider that gave us credentials expects its own domain there; to others we are ourselves.
  private String fromHost() {
    return order.trunk().credentials().isPresent()
        ? order.host()
        : local.substring(0, local.lastIndexOf(':'));
  }

  private String transportParameter() {
    return switch (order.trunk().transport()) {
      case UDP -> "";
      case TCP, TLS -> ";transport=" + order.trunk().transport().name().toLowerCase(Locale.ROOT);
    };
  }
}
