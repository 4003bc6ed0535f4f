package io.oratio.gateway.sip;

import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RecordRouteList;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import javax.sip.address.Hop;
import javax.sip.address.SipURI;
import javax.sip.address.URI;

/// What both sides of a dialog remember (RFC 3261 §12): identifiers, sequence numbers, route set
/// and remote target; and from these, every request of ours. Touched on the dialog's mailbox only,
/// but for the identifiers, which never change.
final class Leg {
  private static final int ROUTES_MAX = 20;

  private final SIPRequest invite;
  private final String localTag;
  private final String remoteTag;
  private final String localParty;
  private final String remoteParty;
  private final List<String> routes;
  private final InetSocketAddress source;
  private final String transport;
  private final String localAddress;
  private final int localPort;
  private final boolean isBehindNat;
  private URI remoteTarget;
  private long localSequence;
  private long remoteSequence;

  /// The side of the one who was called (RFC 3261 §12.1.1).
  ///
  /// @param localAddress the literal address we are reached at
  Leg(
      SIPRequest invite,
      String localTag,
      String transport,
      String localAddress,
      int localPort,
      long firstSequence) {
    this.invite = invite;
    this.localTag = localTag;
    this.remoteTag = invite.getFromTag() == null ? "" : invite.getFromTag();
    this.localParty = value(invite.getTo().toString()) + ";tag=" + localTag;
    this.remoteParty = value(invite.getFrom().toString());
    this.routes = routes(invite);
    this.source =
        new InetSocketAddress(
            invite.getPeerPacketSourceAddress(), invite.getPeerPacketSourcePort());
    this.transport = transport;
    this.localAddress = bracketed(localAddress);
    this.localPort = localPort;
    this.remoteTarget = invite.getContactHeader().getAddress().getURI();
    this.isBehindNat = isBehindNat(invite);
    this.localSequence = firstSequence;
    this.remoteSequence = invite.getCSeq().getSeqNumber();
  }

  SIPRequest invite() {
    return invite;
  }

  String callId() {
    return invite.getCallId().getCallId();
  }

  String localTag() {
    return localTag;
  }

  String remoteTag() {
    return remoteTag;
  }

  InetSocketAddress source() {
    return source;
  }

  String transport() {
    return transport;
  }

  boolean isReliable() {
    return !transport.equals("UDP");
  }

  /// Our `Contact`, which every later request of theirs is sent to.
  String contact() {
    String parameter = isReliable() ? ";transport=" + StatelessReplies.lower(transport) : "";
    return "<sip:" + localAddress + ":" + localPort + parameter + ">";
  }

  boolean isSameBranch(SIPRequest other) {
    String branch = invite.getTopmostVia().getBranch();
    return branch == null
        ? other.getTopmostVia().getBranch() == null
        : branch.equals(other.getTopmostVia().getBranch());
  }

  /// Whether a request's number is above the last (RFC 3261 §12.2.2); if so it becomes the last.
  boolean advances(long sequence) {
    if (sequence <= remoteSequence) {
      return false;
    }
    remoteSequence = sequence;
    return true;
  }

  /// A re-INVITE or UPDATE may move where the other side is reached (RFC 3261 §12.2.2).
  void retarget(SIPRequest request) {
    if (request.getContactHeader() != null) {
      remoteTarget = request.getContactHeader().getAddress().getURI();
    }
  }

  long nextSequence() {
    return ++localSequence;
  }

  /// The text of a request within the dialog (RFC 3261 §12.2.1.1).
  ///
  /// @param branch of its Via
  /// @param fields further header lines, each with its line end
  String request(String method, long sequence, String branch, String fields, String body) {
    StringBuilder text = new StringBuilder(600);
    text.append(method).append(' ').append(requestUri()).append(" SIP/2.0\r\n");
    text.append("Via: SIP/2.0/").append(transport).append(' ').append(localAddress);
    text.append(':').append(localPort).append(";rport;branch=").append(branch).append("\r\n");
    text.append("Max-Forwards: 70\r\n");
    sentRoutes().forEach(route -> text.append("Route: ").append(route).append("\r\n"));
    text.append("From: ").append(localParty).append("\r\n");
    text.append("To: ").append(remoteParty).append("\r\n");
    text.append("Call-ID: ").append(callId()).append("\r\n");
    text.append("CSeq: ").append(sequence).append(' ').append(method).append("\r\n");
    text.append(fields);
    text.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    return text.toString();
  }

  /// The request URI a request will carry: the digest is computed over it.
  String requestUri() {
    return isStrict() ? bare(routes.getFirst()) : bare(remoteTarget.toString());
  }

  /// RFC 3261 §12.2.1.1: before a strict router, our target goes to the end of the routes.
  private List<String> sentRoutes() {
    if (!isStrict()) {
      return routes;
    }
    List<String> sent = new ArrayList<>(routes.subList(1, routes.size()));
    sent.add("<" + bare(remoteTarget.toString()) + ">");
    return sent;
  }

  private boolean isStrict() {
    return !routes.isEmpty() && !routes.getFirst().matches("(?i).*;\\s*lr\\b.*");
  }

  /// Where a request goes. A peer seen behind NAT, and one whose connection is still open, is
  /// reached the way it came; everyone else where its routes or its `Contact` say.
  ///
  /// @param hasConnection whether the connection the INVITE came on is open
  Hop destination(boolean hasConnection) {
    Target target = Target.of(routes.isEmpty() ? remoteTarget : first(invite), transport);
    String seen = source.getAddress().getHostAddress();
    boolean sameHost = target.host().equals(seen) || isBehindNat;
    if (isReliable() && hasConnection && sameHost) {
      return new Target(seen, source.getPort(), transport);
    }
    return isBehindNat ? new Target(seen, source.getPort(), transport) : target;
  }

  private static URI first(SIPRequest invite) {
    return ((RecordRoute) invite.getRecordRouteHeaders().getFirst()).getAddress().getURI();
  }

  /// RFC 3261 §12.1.1: the route set is the Record-Route in its order.
  private static List<String> routes(SIPRequest invite) {
    RecordRouteList list = invite.getRecordRouteHeaders();
    if (list == null) {
      return List.of();
    }
    List<String> routes = new ArrayList<>();
    for (RecordRoute each : list) {
      if (routes.size() < ROUTES_MAX) {
        routes.add(value(each.toString()));
      }
    }
    return List.copyOf(routes);
  }

  /// Its Via and its Contact name the same host, and that is not where its packets come from: a
  /// phone behind a NAT that nothing has helped.
  private static boolean isBehindNat(SIPRequest invite) {
    if (invite.getRecordRouteHeaders() != null
        || invite.getViaHeaders().size() > 1
        || !(invite.getContactHeader().getAddress().getURI() instanceof SipURI contact)) {
      return false;
    }
    Via via = invite.getTopmostVia();
    InetAddress seen = invite.getPeerPacketSourceAddress();
    return contact.getHost().equals(via.getHost()) && !via.getHost().equals(seen.getHostAddress());
  }

  /// A header's value out of its encoded line.
  static String value(String line) {
    return line.substring(line.indexOf(':') + 1).strip();
  }

  private static String bare(String uri) {
    String trimmed = uri.strip();
    if (trimmed.startsWith("<") && trimmed.indexOf('>') > 0) {
      return trimmed.substring(1, trimmed.indexOf('>'));
    }
    return trimmed;
  }

  private static String bracketed(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }
}
