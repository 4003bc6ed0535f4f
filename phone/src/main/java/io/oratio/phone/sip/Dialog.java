package io.oratio.phone.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The two ends of a call and the numbering of their requests (RFC 3261 §12). Made before the first
/// INVITE, completed by the first response that names the other end. Agent's thread only.
public final class Dialog {
  private final String callId;
  private final NameAddr local;
  private final String contact;
  private final Hop firstHop;
  private NameAddr remote;
  private String target;
  private List<String> routes = List.of();
  private long cseq;
  private long remoteCseq = -1;

  private Dialog(
      String callId, NameAddr local, NameAddr remote, String target, String contact, Hop hop) {
    this.callId = callId;
    this.local = local;
    this.remote = remote;
    this.target = target;
    this.contact = contact;
    this.firstHop = hop;
  }

  /// The calling side, before the INVITE.
  ///
  /// @param local with our tag
  /// @param target the URI that is called
  /// @param contact our own URI, where requests of the other side reach us
  public static Dialog calling(
      String callId, NameAddr local, String target, String contact, Hop hop) {
    return new Dialog(callId, local, NameAddr.of(target), target, contact, hop);
  }

  /// The called side, from the INVITE (§12.1.1).
  public static Dialog called(SipRequest invite, String localTag, String contact, Hop source) {
    NameAddr local = invite.to().withTag(localTag);
    String target = contactOf(invite).orElse(invite.from().uri());
    Dialog dialog = new Dialog(invite.callId(), local, invite.from(), target, contact, source);
    dialog.routes = List.copyOf(invite.headers().values("Record-Route"));
    dialog.remoteCseq = invite.cseq().number();
    return dialog;
  }

  /// Learns the other end from a response to our INVITE (§12.1.2, §12.2.1.2).
  public void learn(SipResponse response) {
    if (response.to().tag().isEmpty()) {
      return;
    }
    if (remote.tag().isEmpty() || !remote.tag().equals(response.to().tag())) {
      remote = response.to();
      List<String> recorded = new ArrayList<>(response.headers().values("Record-Route"));
      Collections.reverse(recorded);
      routes = List.copyOf(recorded);
    }
    contactOf(response).ifPresent(uri -> target = uri);
  }

  /// Takes a request of the other side: false if it is older than one that was seen (§12.2.2). A
  /// re-INVITE may move the other end.
  public boolean accepts(SipRequest request) {
    if (request.cseq().number() <= remoteCseq && !request.method().equals("ACK")) {
      return false;
    }
    remoteCseq = Math.max(remoteCseq, request.cseq().number());
    if (request.method().equals("INVITE") || request.method().equals("UPDATE")) {
      contactOf(request).ifPresent(uri -> target = uri);
    }
    return true;
  }

  private static Optional<String> contactOf(SipMessage message) {
    List<String> contacts = message.headers().values("Contact");
    return contacts.isEmpty()
        ? Optional.empty()
        : NameAddr.parse(contacts.getFirst()).map(NameAddr::uri);
  }

  /// The next request, without its Via.
  public SipRequest request(String method) {
    cseq++;
    return numbered(method, cseq);
  }

  /// The ACK of the 200 to the INVITE of this number (§13.2.2.4).
  public SipRequest ack(long inviteNumber) {
    return numbered("ACK", inviteNumber);
  }

  private SipRequest numbered(String method, long number) {
    Headers headers =
        Headers.NONE
            .with("Max-Forwards", "70")
            .with("From", local.toString())
            .with("To", remote.toString())
            .with("Call-ID", callId)
            .with("CSeq", number + " " + method)
            .with("Contact", "<" + contact + ">")
            .with("User-Agent", "Oratio-Phone");
    for (String route : routes) {
      headers = headers.with("Route", route);
    }
    return new SipRequest(method, target, headers, new byte[0]);
  }

  /// Where the next request goes: to the first route, else to the other end's contact. A name is
  /// not looked up here: then the way of the first request is kept.
  public Hop hop() {
    String next =
        routes.isEmpty()
            ? target
            : NameAddr.parse(routes.getFirst()).map(NameAddr::uri).orElse(target);
    boolean established = !remote.tag().isEmpty();
    return established ? SipUri.parse(next).map(this::hopTo).orElse(firstHop) : firstHop;
  }

  private Hop hopTo(SipUri uri) {
    try {
      InetAddress address = InetAddress.ofLiteral(uri.host());
      Transport transport =
          uri.parameters().containsKey("transport") ? uri.transport() : firstHop.transport();
      return new Hop(transport, new InetSocketAddress(address, uri.portOrDefault()));
    } catch (IllegalArgumentException e) {
      return firstHop; // a name, not a literal address
    }
  }

  /// Whether a message is of this dialog (§12.2.2): our tag stands where ours must stand.
  public boolean owns(SipRequest request) {
    return request.callId().equals(callId)
        && request.to().tag().equals(local.tag())
        && (remote.tag().isEmpty() || request.from().tag().equals(remote.tag()));
  }

  /// The name of the call.
  public String callId() {
    return callId;
  }

  /// Our tag.
  public String localTag() {
    return local.tag();
  }

  /// The other end's tag; empty until it is known.
  public String remoteTag() {
    return remote.tag();
  }

  /// The other end, as From or To names it.
  public NameAddr remote() {
    return remote;
  }

  /// Where requests of the other side reach us.
  public String contact() {
    return contact;
  }
}
