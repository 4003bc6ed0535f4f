package io.oratio.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Re-INVITE, UPDATE, late offers and session timers (RFC 3261 §14, RFC 3311, RFC 4028).
@Timeout(60)
class SessionChangeTest {
  private static final String HELD = Caller.SDP.replace("sendrecv", "sendonly");
  private EdgeRig rig;
  private SipPeer peer;
  private Caller caller;

  @BeforeEach
  void start() throws Exception {
    rig = EdgeRig.answering(EdgeRig.QUICK, EdgeRig.known("127.0.0.0/8"));
    peer = SipPeer.udp(rig.edge.udp());
    caller = new Caller(peer);
  }

  @AfterEach
  void stop() {
    peer.close();
    rig.close();
  }

  private SipDialog connected(String... fields) throws Exception {
    caller.connect(fields);
    SipDialog call = rig.call();
    rig.event(SipEvent.Acknowledged.class);
    return call;
  }

  @Test
  void answersAReinviteWithWhatTheCallSays() throws Exception {
    SipDialog call = connected();
    caller.send("INVITE", HELD);
    assertThat(rig.event()).isEqualTo(new SipEvent.Reoffered(Optional.of(HELD)));
    call.answerReoffer("v=0\r\nheld");
    SipText ok = peer.response(200);
    assertThat(ok.body()).isEqualTo("v=0\r\nheld");
    assertThat(ok.sequence()).isEqualTo(2);
    caller.acknowledge();
    caller.send("INVITE", Caller.SDP);
    rig.event(SipEvent.Reoffered.class);
    call.answerReoffer("v=0\r\nresumed");
    assertThat(finalOf(3).body()).isEqualTo("v=0\r\nresumed");
    caller.acknowledge();
    assertThat(caller.hangUp().status()).isEqualTo(200);
  }

  /// The 200 of one INVITE may have been repeated before its ACK arrived.
  private SipText finalOf(int sequence) {
    SipText response = peer.finalResponse("INVITE");
    while (response.sequence() != sequence) {
      response = peer.finalResponse("INVITE");
    }
    return response;
  }

  @Test
  void refusesAReinviteAndKeepsTheCall() throws Exception {
    SipDialog call = connected();
    caller.send("INVITE", HELD);
    rig.event(SipEvent.Reoffered.class);
    call.refuseReoffer(488);
    assertThat(finalOf(2).status()).isEqualTo(488);
    assertThat(caller.hangUp().status()).isEqualTo(200);
    rig.event(SipEvent.HungUp.class);
  }

  @Test
  void tellsTheSecondReinviteToWait() throws Exception {
    SipDialog call = connected();
    caller.send("INVITE", HELD);
    rig.event(SipEvent.Reoffered.class);
    caller.send("INVITE", Caller.SDP);
    SipText pending = finalOf(3);
    assertThat(pending.status()).isEqualTo(500);
    assertThat(Integer.parseInt(pending.the("Retry-After"))).isBetween(0, 10);
    call.answerReoffer(Caller.SDP);
    assertThat(finalOf(2).status()).isEqualTo(200);
  }

  @Test
  void refusesAReinviteWhileTheFirstAnswerIsNotAcknowledged() throws Exception {
    peer.send(caller.invite());
    caller.learn(peer.response(200));
    caller.send("INVITE", HELD);
    assertThat(finalOf(2).status()).isEqualTo(491);
  }

  @Test
  void offersItselfWhenAReinviteBringsNoOffer() throws Exception {
    SipDialog call = connected();
    caller.send("INVITE", "");
    assertThat(rig.event()).isEqualTo(new SipEvent.Reoffered(Optional.empty()));
    call.answerReoffer("v=0\r\nours");
    assertThat(finalOf(2).body()).isEqualTo("v=0\r\nours");
    peer.send(caller.request("ACK", 2, Caller.branch(), Caller.SDP));
    assertThat(rig.event()).isEqualTo(new SipEvent.Acknowledged(Optional.of(Caller.SDP)));
  }

  @Test
  void takesTheAnswerToALateOfferFromTheAck() throws Exception {
    peer.send(caller.request("INVITE", 1, caller.inviteBranch, ""));
    SipText ok = peer.response(200);
    assertThat(rig.call().invite().offer()).isEmpty();
    assertThat(ok.body()).isNotEmpty();
    caller.learn(ok);
    peer.send(caller.request("ACK", 1, Caller.branch(), Caller.SDP));
    assertThat(rig.event()).isEqualTo(new SipEvent.Acknowledged(Optional.of(Caller.SDP)));
  }

  @Test
  void takesBackAReinviteThatIsCancelled() throws Exception {
    SipDialog call = connected();
    String branch = Caller.branch();
    peer.send(caller.request("INVITE", 2, branch, HELD));
    rig.event(SipEvent.Reoffered.class);
    peer.send(caller.request("CANCEL", 2, branch, ""));
    assertThat(peer.finalResponse("CANCEL").status()).isEqualTo(200);
    assertThat(finalOf(2).status()).isEqualTo(487);
    call.answerReoffer(HELD);
    caller.sequence = 2;
    assertThat(caller.hangUp().status()).isEqualTo(200);
  }

  @Test
  void answersAnUpdateWithAndWithoutAnOffer() throws Exception {
    SipDialog call = connected();
    caller.send("UPDATE", "");
    assertThat(peer.finalResponse("UPDATE").status()).isEqualTo(200);
    caller.send("UPDATE", HELD);
    assertThat(rig.event()).isEqualTo(new SipEvent.Reoffered(Optional.of(HELD)));
    call.answerReoffer("v=0\r\nheld");
    assertThat(peer.finalResponse("UPDATE").body()).isEqualTo("v=0\r\nheld");
  }

  @Test
  void endsTheCallWhenTheAckOfAReinviteNeverComes() throws Exception {
    SipDialog call = connected();
    caller.send("INVITE", HELD);
    rig.event(SipEvent.Reoffered.class);
    call.answerReoffer(HELD);
    SipText bye = peer.request("BYE");
    peer.answer(bye, "200 OK");
    rig.event(SipEvent.Lost.class);
    assertThat(rig.counters.of(SipCounter.ACK_LOST)).isEqualTo(1);
  }

  @Test
  void followsTheTargetThatAReinviteMoves() throws Exception {
    SipDialog call = connected();
    try (SipPeer elsewhere = SipPeer.udp(rig.edge.udp())) {
      String moved = caller.request("INVITE", 2, Caller.branch(), Caller.SDP);
      peer.send(
          moved.replace(
              "Contact: " + caller.contact(),
              "Contact: <sip:caller@127.0.0.1:" + elsewhere.port() + ">"));
      rig.event(SipEvent.Reoffered.class);
      call.answerReoffer(Caller.SDP);
      finalOf(2);
      caller.sequence = 2;
      caller.acknowledge();
      call.bye("moved");
      assertThat(elsewhere.request("BYE").startLine()).contains(":" + elsewhere.port());
    }
  }

  @Test
  void refusesASessionTimerThatIsTooShort() throws Exception {
    peer.send(caller.invite("Supported: timer", "Session-Expires: 1"));
    SipText refusal = peer.response(422);
    assertThat(refusal.the("Min-SE")).isEqualTo("2");
  }

  @Test
  void leavesTheRefreshToTheCallerAndEndsTheCallWithoutIt() throws Exception {
    SipText ok = caller.connect("Supported: timer", "Session-Expires: 3;refresher=uac");
    assertThat(ok.the("Session-Expires")).isEqualTo("3;refresher=uac");
    assertThat(ok.the("Require")).isEqualTo("timer");
    rig.event(SipEvent.Acknowledged.class);
    caller.send("UPDATE", "", "Supported: timer", "Session-Expires: 3;refresher=uac");
    assertThat(peer.finalResponse("UPDATE").the("Session-Expires")).isEqualTo("3;refresher=uac");
    SipText bye = peer.request("BYE");
    peer.answer(bye, "200 OK");
    assertThat(rig.event(SipEvent.Lost.class).why()).isEqualTo("the session timer ran out");
    assertThat(rig.counters.of(SipCounter.SESSION_EXPIRED)).isEqualTo(1);
  }

  @Test
  void refreshesByUpdateWhenTheCallerKnowsIt() throws Exception {
    connected("Session-Expires: 2", "Allow: INVITE, ACK, BYE, UPDATE");
    SipText update = peer.request("UPDATE");
    assertThat(update.the("Session-Expires")).isEqualTo("2;refresher=uac");
    peer.answer(update, "200 OK");
    SipText again = peer.request("UPDATE");
    assertThat(again.sequence()).isEqualTo(update.sequence() + 1);
    peer.answer(again, "481 Call Does Not Exist");
    rig.event(SipEvent.Lost.class);
  }

  @Test
  void refreshesByReinviteOtherwiseAndWaitsWhenBothAskAtOnce() throws Exception {
    SipDialog call = connected("Session-Expires: 2");
    SipText refresh = peer.request("INVITE");
    assertThat(refresh.body()).isEqualTo(Caller.SDP);
    String branch = Caller.branch();
    peer.send(caller.request("INVITE", 2, branch, HELD));
    assertThat(finalOf(2).status()).isEqualTo(491);
    peer.send(caller.request("ACK", 2, branch, ""));
    peer.answer(refresh, "491 Request Pending");
    assertThat(peer.request("ACK").sequence()).isEqualTo(refresh.sequence());
    SipText again = peer.request("INVITE");
    peer.answer(again, "200 OK", "Contact: " + caller.contact(), "\r\n" + Caller.SDP);
    assertThat(peer.request("ACK").sequence()).isEqualTo(again.sequence());
    peer.answer(again, "200 OK", "Contact: " + caller.contact(), "\r\n" + Caller.SDP);
    assertThat(peer.request("ACK").sequence()).isEqualTo(again.sequence());
    call.bye("done");
    peer.answer(peer.request("BYE"), "200 OK");
    assertThat(peer.receive(Duration.ofMillis(1500))).isEmpty();
  }
}
