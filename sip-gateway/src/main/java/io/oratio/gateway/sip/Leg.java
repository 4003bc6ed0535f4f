package io.oratio.gateway.sip;

import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RecordRouteList;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sip.address.Address;
import javax.sip.address.Hop;
import javax.sip.address.SipURI;
import javax.sip.address.URI;

/// What both sides of a dialog remember (RFC 3261 §12): identifiers, sequence numbers, route set
/// and remote target; and from these, every request of ours. Touched on the dialog's mailbox only,
/// but for the identifiers, which never change.
final class Leg {
  private static final int ROUTES_MAX = 20;

  private final SIPRequest invite;
  private final boolean isOurs;
  private final boolean knowsUpdate;
  private final String localTag;
  private final String remoteTag;
  private final String localParty;
  private final String remoteParty;
  private final List<RecordRoute> routes;
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
    this.isOurs = false;
    this.knowsUpdate = Headers.lists(invite, "Allow", "UPDATE");
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

  /// The side of the one who called (RFC 3261 §12.1.2).
  ///
  /// @param invite ours
  /// @param answer their 2xx; one without a `Contact` is reached where the INVITE went
  Leg(SIPRequest invite, SIPResponse answer, String transport, String localAddress, int localPort) {
    this.invite = invite;
    this.isOurs = true;
    this.knowsUpdate = Headers.lists(answer, "Allow", "UPDATE");
    this.localTag = invite.getFromTag();
    this.remoteTag = answer.getToTag() == null ? "" : answer.getToTag();
    this.localParty = value(invite.getFrom().toString());
    this.remoteParty = value(answer.getTo().toString());
    this.routes = routes(answer).reversed();
    this.source = new InetSocketAddress(answer.getRemoteAddress(), answer.getRemotePort());
    this.transport = transport;
    this.localAddress = bracketed(localAddress);
    this.localPort = localPort;
    this.remoteTarget = contactOf(answer).orElse(invite.getRequestURI());
    this.isBehindNat = answer.getRecordRouteHeaders() == null && isHidden(remoteTarget, source);
    this.localSequence = invite.getCSeq().getSeqNumber();
    this.remoteSequence = -1;
  }

  /// Whether we began it.
  boolean isOurs() {
    return isOurs;
  }

  /// Whether the other side has said that it takes UPDATE.
  boolean knowsUpdate() {
    return knowsUpdate;
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
    return isStrict() ? bare(text(routes.getFirst())) : bare(remoteTarget.toString());
  }

  /// RFC 3261 §12.2.1.1: before a strict router, our target goes to the end of the routes.
  private List<String> sentRoutes() {
    boolean isStrict = isStrict();
    List<String> sent = new ArrayList<>();
    routes.stream().skip(isStrict ? 1 : 0).forEach(route -> sent.add(text(route)));
    if (isStrict) {
      sent.add("<" + bare(remoteTarget.toString()) + ">");
    }
    return sent;
  }

  private boolean isStrict() {
    return !routes.isEmpty() && !text(routes.getFirst()).matches("(?i).*;\\s*lr\\b.*");
  }

  /// Where a request goes. A peer seen behind NAT, and one whose connection is still open, is
  /// reached the way it came; everyone else where its routes or its `Contact` say.
  ///
  /// @param hasConnection whether the connection the INVITE came on is open
  Hop destination(boolean hasConnection) {
    Target target = Target.of(firstHop(), transport);
    String seen = source.getAddress().getHostAddress();
    boolean sameHost = target.host().equals(seen) || isBehindNat;
    if (isReliable() && hasConnection && sameHost) {
      return new Target(seen, source.getPort(), transport);
    }
    return isBehindNat ? new Target(seen, source.getPort(), transport) : target;
  }

  private URI firstHop() {
    return routes.isEmpty() ? remoteTarget : routes.getFirst().getAddress().getURI();
  }

  /// RFC 3261 §12.1.1: the route set is the Record-Route in its order.
  private static List<RecordRoute> routes(SIPMessage message) {
    RecordRouteList list = message.getRecordRouteHeaders();
    return list == null ? List.of() : list.stream().limit(ROUTES_MAX).toList();
  }

  private static String text(RecordRoute route) {
    return value(route.toString());
  }

  /// Where the other side wants to be reached; nothing when it does not say, or says `*`.
  private static Optional<URI> contactOf(SIPResponse answer) {
    return Optional.ofNullable(answer.getContactHeader())
        .flatMap(contact -> Optional.ofNullable(contact.getAddress()))
        .map(Address::getURI);
  }

  /// It names a private address and is seen at a public one: behind a NAT that nothing has helped.
  private static boolean isHidden(URI contact, InetSocketAddress seen) {
    return contact instanceof SipURI sip
        && sip.getHost().matches("(10|192\\.168|172\\.(1[6-9]|2[0-9]|3[01]))\\.[0-9.]+")
        && !seen.getAddress().isSiteLocalAddress();
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
