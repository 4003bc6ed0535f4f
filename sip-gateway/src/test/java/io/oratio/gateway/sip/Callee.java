package io.oratio.gateway.sip;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Cidr;
import io.oratio.domain.trunk.Secret;
import io.oratio.domain.trunk.Trunk;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The one who is called, word for word, over a [SipPeer]: what it says is up to the test.
final class Callee implements AutoCloseable {
  static final String ANSWER = Caller.SDP.replace("RTP/AVP 0 8 101", "RTP/AVP 0 101");

  final EdgeRig rig;
  final SipPeer peer;
  final String tag;
  private int sequence = 100;

  Callee(EdgeRig rig) throws IOException {
    this(rig, SipPeer.udp(rig.edge.udp()), "callee-1");
  }

  Callee(EdgeRig rig, SipPeer peer, String tag) {
    this.rig = rig;
    this.peer = peer;
    this.tag = tag;
  }

  /// A trunk whose host this is.
  Trunk trunk() {
    return trunk(Optional.empty());
  }

  Trunk trunk(String user, String password) {
    return trunk(Optional.of(new Trunk.Credentials(user, new Secret(password), "carrier.test")));
  }

  private Trunk trunk(Optional<Trunk.Credentials> credentials) {
    return new Trunk(
        new TenantId("tenant"),
        "carrier",
        "Carrier",
        Optional.of("127.0.0.1"),
        peer.port(),
        Trunk.Transport.UDP,
        credentials,
        credentials.isPresent() ? List.of() : List.of(Cidr.parse("203.0.113.0/24")),
        List.of("PCMU"),
        false,
        10,
        10);
  }

  /// Has the edge call through the trunk; everything it tells goes to the rig's events.
  Dialog called(Trunk trunk) throws IOException {
    return called(trunk, Duration.ofSeconds(20), OutboundInvite.USUAL_SESSION_EXPIRES);
  }

  Dialog called(Trunk trunk, Duration ringFor, Duration sessionExpires) throws IOException {
    TrunkAddress at = new TrunkAddress(InetAddress.getByName("127.0.0.1"), "127.0.0.1");
    Dialog dialog =
        rig.edge.dial(
            new OutboundInvite(
                trunk,
                at,
                "call-" + Caller.branch(),
                "+15550123",
                "+15550100",
                Caller.SDP,
                ringFor,
                sessionExpires,
                Map.of("X-Order", "17")));
    dialog.listen(rig.events::add);
    return dialog;
  }

  SipText invited() {
    return peer.request("INVITE");
  }

  /// The next INVITE with this number; repetitions of earlier ones are passed over.
  SipText invitedWith(int number) {
    SipText invite = invited();
    while (invite.sequence() != number) {
      invite = invited();
    }
    return invite;
  }

  void reply(SipText request, String status, String... fields) {
    replyAs(tag, request, status, "", fields);
  }

  void replyAs(String as, SipText request, String status, String body, String... fields) {
    StringBuilder text = new StringBuilder("SIP/2.0 " + status + "\r\n");
    request.values("Via").forEach(via -> text.append("Via: ").append(via).append("\r\n"));
    text.append("From: ").append(request.the("From")).append("\r\n");
    text.append("To: ").append(request.the("To"));
    if (request.toTag().isEmpty() && !status.startsWith("100")) {
      text.append(";tag=").append(as);
    }
    text.append("\r\nCall-ID: ").append(request.the("Call-ID")).append("\r\n");
    text.append("CSeq: ").append(request.the("CSeq")).append("\r\n");
    if (List.of(fields).stream().noneMatch(field -> field.startsWith("Contact:"))) {
      text.append("Contact: ").append(contact()).append("\r\n");
    }
    for (String field : fields) {
      text.append(field).append("\r\n");
    }
    if (!body.isEmpty() && text.indexOf("Content-Type:") < 0) {
      text.append("Content-Type: application/sdp\r\n");
    }
    text.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    peer.send(text.toString());
  }

  /// Answers the call and takes the ACK.
  SipText answer(SipText invite, String... fields) {
    replyAs(tag, invite, "200 OK", ANSWER, fields);
    return peer.request("ACK");
  }

  /// Rings, answers, takes the ACK.
  SipText pickUp() {
    SipText invite = invited();
    reply(invite, "180 Ringing");
    answer(invite);
    return invite;
  }

  String contact() {
    return "<sip:callee@" + peer.address() + ":" + peer.port() + ">";
  }

  /// A request of the callee's within the dialog.
  SipText send(SipText invite, String method, String body, String... fields) {
    String target = invite.the("Contact").replaceAll(".*<|>.*", "");
    StringBuilder text = new StringBuilder();
    text.append(method).append(' ').append(target).append(" SIP/2.0\r\n");
    text.append("Via: SIP/2.0/UDP ").append(peer.address()).append(':').append(peer.port());
    text.append(";branch=").append(Caller.branch()).append("\r\n");
    text.append("Max-Forwards: 70\r\n");
    text.append("From: ").append(invite.the("To")).append(";tag=").append(tag).append("\r\n");
    text.append("To: ").append(invite.the("From")).append("\r\n");
    text.append("Call-ID: ").append(invite.the("Call-ID")).append("\r\n");
    text.append("CSeq: ").append(method.equals("ACK") ? sequence : ++sequence).append(' ');
    text.append(method).append("\r\n");
    text.append("Contact: ").append(contact()).append("\r\n");
    for (String field : fields) {
      text.append(field).append("\r\n");
    }
    if (!body.isEmpty() && text.indexOf("Content-Type:") < 0) {
      text.append("Content-Type: application/sdp\r\n");
    }
    text.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    peer.send(text.toString());
    return method.equals("ACK") ? new SipText("") : peer.finalResponse(method);
  }

  /// The call is over.
  void awaitTheEnd() {
    EdgeRig.await(() -> rig.edge.liveDialogs() == 0, "a dialog stayed");
  }

  /// Nothing of the call is left.
  void awaitNothingLeft() {
    awaitTheEnd();
    EdgeRig.await(() -> rig.edge.keptDialogs() == 0, "the ended dialog is still kept");
  }

  @Override
  public void close() {
    peer.close();
  }
}
