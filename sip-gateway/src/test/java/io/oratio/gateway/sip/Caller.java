package io.oratio.gateway.sip;

import java.util.UUID;

/// The words of one call as a telephone would say them, over a [SipPeer]. Every part may be bent by
/// a test before it is sent.
final class Caller {
  static final String SDP =
      """
      v=0
      o=caller 1 1 IN IP4 127.0.0.1
      s=-
      c=IN IP4 127.0.0.1
      t=0 0
      m=audio 40000 RTP/AVP 0 8 101
      a=rtpmap:101 telephone-event/8000
      a=sendrecv
      """
          .replace("\n", "\r\n");

  final SipPeer peer;
  final String callId = UUID.randomUUID().toString();
  final String fromTag = "f" + callId.substring(0, 8);
  String toTag = "";
  String target;
  String inviteBranch = branch();
  int sequence = 1;

  Caller(SipPeer peer) {
    this.peer = peer;
    this.target = "sip:+15550100@127.0.0.1:" + peer.edge().getPort();
  }

  static String branch() {
    return "z9hG4bK" + UUID.randomUUID().toString().replace("-", "");
  }

  String via(String branch) {
    return "SIP/2.0/"
        + peer.transport()
        + " "
        + peer.address()
        + ":"
        + peer.port()
        + ";branch="
        + branch;
  }

  String contact() {
    String transport = peer.transport().equals("TCP") ? ";transport=tcp" : "";
    return "<sip:caller@" + peer.address() + ":" + peer.port() + transport + ">";
  }

  /// A request of this call; `fields` are further lines without their line ends.
  String request(String method, int cseq, String branch, String body, String... fields) {
    StringBuilder text = new StringBuilder();
    text.append(method).append(' ').append(target).append(" SIP/2.0\r\n");
    text.append("Via: ").append(via(branch)).append("\r\n");
    text.append("Max-Forwards: 70\r\n");
    text.append("From: \"A Caller\" <sip:+15550199@").append(peer.address()).append(">;tag=");
    text.append(fromTag).append("\r\n");
    text.append("To: <sip:+15550100@127.0.0.1>").append(toTag.isEmpty() ? "" : ";tag=" + toTag);
    text.append("\r\nCall-ID: ").append(callId).append("\r\n");
    text.append("CSeq: ").append(cseq).append(' ').append(method).append("\r\n");
    text.append("Contact: ").append(contact()).append("\r\n");
    for (String field : fields) {
      text.append(field).append("\r\n");
    }
    if (!body.isEmpty() && !text.toString().contains("Content-Type:")) {
      text.append("Content-Type: application/sdp\r\n");
    }
    text.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    return text.toString();
  }

  String invite(String... fields) {
    return request("INVITE", sequence, inviteBranch, SDP, fields);
  }

  /// Sends an INVITE and goes on to the 200 and its ACK.
  SipText connect(String... fields) {
    peer.send(invite(fields));
    SipText ok = peer.response(200);
    learn(ok);
    acknowledge();
    return ok;
  }

  /// Takes the tag and the target from a response.
  void learn(SipText response) {
    toTag = response.toTag();
    String contact = response.the("Contact");
    target = contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
  }

  void acknowledge() {
    peer.send(request("ACK", sequence, branch(), ""));
  }

  /// A new request within the dialog, with the next number.
  void send(String method, String body, String... fields) {
    peer.send(request(method, ++sequence, branch(), body, fields));
  }

  /// BYE and its 200.
  SipText hangUp() {
    send("BYE", "");
    return peer.finalResponse("BYE");
  }
}
