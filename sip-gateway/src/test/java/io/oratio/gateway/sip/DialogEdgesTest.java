package io.oratio.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes wrong between two sides that do their best: losses, races, requests that fit nothing.
@Timeout(60)
class DialogEdgesTest {
  private EdgeRig rig;
  private SipPeer peer;
  private Caller caller;

  @BeforeEach
  void start() throws Exception {
    rig = EdgeRig.silent(EdgeRig.QUICK, EdgeRig.known("127.0.0.0/8"));
    peer = SipPeer.udp(rig.edge.udp());
    caller = new Caller(peer);
  }

  @AfterEach
  void stop() {
    peer.close();
    rig.close();
  }

  private SipDialog answered(String... fields) throws Exception {
    peer.send(caller.invite(fields));
    SipDialog call = rig.call();
    call.answer(Caller.SDP);
    caller.learn(peer.response(200));
    return call;
  }

  private SipDialog talking(String... fields) throws Exception {
    SipDialog call = answered(fields);
    caller.acknowledge();
    rig.event(SipEvent.Acknowledged.class);
    return call;
  }

  @Test
  void repeatsTheAnswerUntilTheAckComesThenStops() throws Exception {
    answered();
    assertThat(peer.response(200).cseqMethod()).isEqualTo("INVITE");
    assertThat(peer.response(200).cseqMethod()).isEqualTo("INVITE");
    caller.acknowledge();
    rig.event(SipEvent.Acknowledged.class);
    while (peer.receive(Duration.ofMillis(50)).isPresent()) {
      // What was on its way when the ACK arrived.
    }
    assertThat(peer.receive(Duration.ofMillis(1000))).isEmpty();
  }

  @Test
  void hangsUpAndTellsWhenTheAckNeverComes() throws Exception {
    answered();
    SipText bye = peer.request("BYE");
    peer.answer(bye, "200 OK");
    assertThat(rig.event(SipEvent.Lost.class).why()).isEqualTo("the ACK never came");
    assertThat(rig.counters.of(SipCounter.ACK_LOST)).isEqualTo(1);
    EdgeRig.await(() -> rig.edge.liveDialogs() == 0, "the dialog did not end");
  }

  @Test
  void waitsForTheAckBeforeItHangsUp() throws Exception {
    SipDialog call = answered();
    call.bye("changed its mind");
    call.bye("twice");
    SipText next = peer.next();
    assertThat(next.status()).as("a repeated 200, no BYE yet: " + next.raw()).isEqualTo(200);
    caller.acknowledge();
    assertThat(peer.request("BYE").the("Reason")).contains("changed its mind");
  }

  @Test
  void refusesAnUnansweredCallThatIsHungUp() throws Exception {
    peer.send(caller.invite());
    rig.call().bye("no agent");
    assertThat(peer.finalResponse("INVITE").status()).isEqualTo(480);
    assertThat(rig.events).isEmpty();
  }

  @Test
  void answersARepeatedInviteWithTheSameAnswer() throws Exception {
    answered();
    peer.send(caller.invite());
    SipText again = peer.response(200);
    assertThat(again.toTag()).isEqualTo(caller.toTag);
    assertThat(rig.calls).isEmpty();
    assertThat(rig.counters.of(SipCounter.INVITES)).isEqualTo(1);
  }

  @Test
  void repeatsTheSameRejectionForARetriedInvite() throws Exception {
    peer.send(caller.invite());
    rig.call().reject(486, "Busy Here", OptionalInt.empty());
    SipText first = peer.response(486);
    peer.send(caller.invite());
    assertThat(peer.response(486).toTag()).isEqualTo(first.toTag());
    assertThat(rig.calls).isEmpty();
  }

  @Test
  void letsTheAnswerWinWhenACancelCrossesIt() throws Exception {
    answered();
    peer.send(caller.request("CANCEL", 1, caller.inviteBranch, ""));
    assertThat(peer.finalResponse("CANCEL").status()).isEqualTo(200);
    caller.acknowledge();
    rig.event(SipEvent.Acknowledged.class);
    assertThat(caller.hangUp().status()).isEqualTo(200);
  }

  @Test
  void letsTheCancelWinWhenTheAnswerComesAfterIt() throws Exception {
    peer.send(caller.invite());
    SipDialog call = rig.call();
    peer.send(caller.request("CANCEL", 1, caller.inviteBranch, ""));
    rig.event(SipEvent.Cancelled.class);
    call.answer(Caller.SDP);
    call.ringing();
    assertThat(peer.finalResponse("INVITE").status()).isEqualTo(487);
    EdgeRig.await(() -> rig.edge.liveDialogs() == 0, "a dialog stayed");
  }

  @Test
  void answersACancelWhileTheCallSideIsBusy() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    try (EdgeRig slow =
            EdgeRig.with(
                EdgeRig.QUICK,
                _ -> {
                  try {
                    busy.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                EdgeRig.known("127.0.0.0/8"));
        SipPeer other = SipPeer.udp(slow.edge.udp())) {
      Caller impatient = new Caller(other);
      other.send(impatient.invite());
      slow.call();
      other.send(impatient.request("CANCEL", 1, impatient.inviteBranch, ""));
      assertThat(other.finalResponse("INVITE").status()).isEqualTo(487);
      assertThat(slow.events).isEmpty();
      busy.countDown();
      slow.event(SipEvent.Cancelled.class);
    }
  }

  @Test
  void survivesManyRacesOfAnswerAndCancel() throws Exception {
    List<Integer> outcomes = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Caller racer = new Caller(peer);
      peer.send(racer.invite());
      SipDialog call = rig.call();
      Thread.startVirtualThread(() -> call.answer(Caller.SDP));
      peer.send(racer.request("CANCEL", 1, racer.inviteBranch, ""));
      SipText last = peer.finalResponse("INVITE");
      outcomes.add(last.status());
      racer.toTag = last.toTag();
      if (last.status() == 200) {
        racer.acknowledge();
        racer.hangUp();
      } else {
        peer.send(racer.request("ACK", 1, racer.inviteBranch, ""));
      }
      while (peer.receive(Duration.ofMillis(20)).isPresent()) {
        // The other answer of the race.
      }
    }
    assertThat(outcomes).isSubsetOf(200, 487);
    EdgeRig.await(() -> rig.edge.liveDialogs() == 0, "a racing dialog stayed: " + outcomes);
  }

  @Test
  void acceptsAByeBeforeTheAck() throws Exception {
    answered();
    assertThat(caller.hangUp().status()).isEqualTo(200);
    rig.event(SipEvent.HungUp.class);
    EdgeRig.await(() -> rig.edge.liveDialogs() == 0, "a dialog stayed");
  }

  @Test
  void answersARepeatedByeAndAStrayOne() throws Exception {
    talking();
    String branch = Caller.branch();
    String bye = caller.request("BYE", 2, branch, "", "Reason: Q.850;cause=16;text=\"done\"");
    peer.send(bye);
    assertThat(peer.finalResponse("BYE").status()).isEqualTo(200);
    // A repetition that meets the answer on its way is swallowed (RFC 3261 §17.2.2): a peer goes
    // on.
    Optional<SipText> again = Optional.empty();
    for (int tries = 0; tries < 20 && again.isEmpty(); tries++) {
      peer.send(bye);
      again = peer.receive(Duration.ofMillis(500));
    }
    assertThat(again.orElseThrow().status()).isEqualTo(200);
    assertThat(rig.event(SipEvent.HungUp.class).reason())
        .isEqualTo(Optional.of("Q.850;cause=16;text=\"done\""));
    try (SipPeer other = SipPeer.udp(rig.edge.udp())) {
      Caller stranger = new Caller(other);
      stranger.toTag = "nobody";
      assertThat(stranger.hangUp().status()).isEqualTo(481);
    }
    assertThat(rig.events).isEmpty();
  }

  @Test
  void refusesANumberThatGoesBackwards() throws Exception {
    talking();
    peer.send(caller.request("INFO", 1, Caller.branch(), ""));
    assertThat(peer.finalResponse("INFO").status()).isEqualTo(500);
  }

  @Test
  void refusesTheSameCallOverAnotherBranch() throws Exception {
    peer.send(caller.invite());
    rig.call();
    caller.inviteBranch = Caller.branch();
    peer.send(caller.invite());
    assertThat(peer.response(482).cseqMethod()).isEqualTo("INVITE");
  }

  @Test
  void refusesAnExtensionItDoesNotKnow() throws Exception {
    peer.send(caller.invite("Require: nothingSupportsThis, timer, andThis"));
    assertThat(peer.response(420).the("Unsupported").replace(" ", ""))
        .isEqualTo("nothingSupportsThis,andThis");
  }

  @Test
  void refusesABodyItCannotRead() throws Exception {
    peer.send(
        caller.request(
            "INVITE", 1, caller.inviteBranch, "<a/>", "Content-Type: application/unknown"));
    assertThat(peer.response(415).the("Accept")).isEqualTo("application/sdp");
  }

  @Test
  void readsTheDescriptionInAMultipartBody() throws Exception {
    String body =
        "--7a9Cb\r\nContent-Type: application/isup\r\n\r\nxyz\r\n--7a9Cb\r\n"
            + "Content-Type: application/sdp\r\n\r\n"
            + Caller.SDP
            + "\r\n--7a9Cb--\r\n";
    peer.send(
        caller.request(
            "INVITE",
            1,
            caller.inviteBranch,
            body,
            "Content-Type: multipart/mixed;boundary=7a9Cb"));
    assertThat(rig.call().invite().offer().orElseThrow().strip()).isEqualTo(Caller.SDP.strip());
  }

  @ParameterizedTest
  @CsvSource({
    "MESSAGE,405",
    "REGISTER,405",
    "SUBSCRIBE,405",
    "REFER,405",
    "PUBLISH,405",
    "INFO,481",
    "UPDATE,481",
    "NOTIFY,481",
    "BYE,481",
    "PRACK,481",
    "FROBNICATE,501"
  })
  void saysWhichMethodsItTakes(String method, int status) {
    peer.send(
        caller.request(
            method, 1, Caller.branch(), "", "Event: refer", "Subscription-State: active"));
    SipText refusal = peer.next();
    assertThat(refusal.status()).isEqualTo(status);
    if (status != 481) {
      assertThat(refusal.the("Allow")).contains("INVITE");
    }
  }

  @ParameterizedTest
  @CsvSource({"MESSAGE,405", "REFER,603", "OPTIONS,200", "FROBNICATE,501", "NOTIFY,481"})
  void saysTheSameWithinACall(String method, int status) throws Exception {
    talking();
    caller.send(method, "", "Event: refer", "Subscription-State: active", "Refer-To: <sip:a@b>");
    assertThat(peer.finalResponse(method).status()).isEqualTo(status);
  }

  @Test
  void tellsKeyPressesThatComeByInfo() throws Exception {
    talking();
    caller.send("INFO", "Signal=5\r\nDuration=250\r\n", "Content-Type: application/dtmf-relay");
    assertThat(rig.event()).isEqualTo(new SipEvent.Digit('5', 250));
    caller.send("INFO", "#", "Content-Type: application/dtmf");
    assertThat(rig.event()).isEqualTo(new SipEvent.Digit('#', 160));
    caller.send("INFO", "Signal=11\r\n", "Content-Type: application/dtmf-relay");
    assertThat(rig.event()).isEqualTo(new SipEvent.Digit('#', 160));
    caller.send("INFO", "<x/>", "Content-Type: application/media_control+xml");
    SipText refusal = peer.finalResponse("INFO");
    while (refusal.sequence() != 5) {
      refusal = peer.finalResponse("INFO");
    }
    assertThat(refusal.status()).isEqualTo(415);
  }

  @Test
  void sendsKeyPressesOneAfterTheOther() throws Exception {
    SipDialog call = talking();
    call.sendInfoDigits("1x#");
    SipText one = peer.request("INFO");
    assertThat(one.body()).startsWith("Signal=1\r\n");
    peer.answer(one, "200 OK");
    SipText hash = peer.request("INFO");
    assertThat(hash.body()).startsWith("Signal=#\r\n");
    peer.answer(hash, "200 OK");
  }

  @Test
  void sendsATelTargetAsItIsAndTellsHowTheTransferGoes() throws Exception {
    SipDialog call = talking();
    call.refer("tel:+3531234567");
    SipText refer = peer.request("REFER");
    assertThat(refer.the("Refer-To")).isEqualTo("<tel:+3531234567>");
    peer.answer(refer, "202 Accepted");
    assertThat(rig.event()).isEqualTo(new SipEvent.Referring(202, "Accepted", false));
    notify("SIP/2.0 180 Ringing", "active;expires=60");
    assertThat(rig.event()).isEqualTo(new SipEvent.Referring(180, "Ringing", false));
    notify("SIP/2.0 200 OK", "terminated;reason=noresource");
    assertThat(rig.event()).isEqualTo(new SipEvent.Referring(200, "OK", true));
    assertThat(peer.finalResponse("NOTIFY").status()).isEqualTo(200);
  }

  private void notify(String sipfrag, String state) {
    caller.send(
        "NOTIFY",
        sipfrag + "\r\n",
        "Event: refer",
        "Subscription-State: " + state,
        "Content-Type: message/sipfrag;version=2.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"603 Declined", "403 Forbidden"})
  void tellsThatATransferWasRefused(String status) throws Exception {
    talking().refer("sip:sales@example.com");
    peer.answer(peer.request("REFER"), status);
    assertThat(rig.event(SipEvent.Referring.class).last()).isTrue();
  }

  @Test
  void reachesTheCallerOverItsRecordRoute() throws Exception {
    try (SipPeer proxy = SipPeer.udp(rig.edge.udp())) {
      String route = "<sip:127.0.0.1:" + proxy.port() + ";lr>";
      SipDialog call = talking("Record-Route: " + route);
      call.bye("done");
      SipText bye = proxy.request("BYE");
      assertThat(bye.the("Route")).isEqualTo(route);
      assertThat(bye.startLine()).isEqualTo("BYE sip:caller@127.0.0.1:" + peer.port() + " SIP/2.0");
      proxy.answer(bye, "200 OK");
      EdgeRig.await(() -> rig.edge.liveDialogs() == 0, "the BYE was not finished");
    }
  }

  @Test
  void repeatsTheRecordRouteInItsAnswer() throws Exception {
    peer.send(
        caller.invite("Record-Route: <sip:127.0.0.1:1;lr>", "Record-Route: <sip:127.0.0.1:2;lr>"));
    rig.call().answer(Caller.SDP);
    SipText ok = peer.response(200);
    assertThat(String.join(",", ok.values("Record-Route")).replace(" ", ""))
        .isEqualTo("<sip:127.0.0.1:1;lr>,<sip:127.0.0.1:2;lr>");
  }

  @Test
  void reachesTheCallerAtAContactWithAnotherPort() throws Exception {
    try (SipPeer elsewhere = SipPeer.udp(rig.edge.udp())) {
      String moved =
          caller.invite().replace(caller.contact(), "<sip:c@127.0.0.1:" + elsewhere.port() + ">");
      peer.send(moved);
      SipDialog call = rig.call();
      call.answer(Caller.SDP);
      caller.learn(peer.response(200));
      caller.acknowledge();
      rig.event(SipEvent.Acknowledged.class);
      call.bye("done");
      elsewhere.request("BYE");
    }
  }

  @Test
  void saysWhereTheRequestCameFromWhenAskedOrBehindNat() throws Exception {
    peer.send(caller.invite().replace(";branch", ";rport;branch"));
    SipText trying = peer.next();
    assertThat(trying.the("Via")).contains("rport=" + peer.port(), "received=127.0.0.1");
    Caller hidden = new Caller(peer);
    String private4 = hidden.invite().replace("127.0.0.1:" + peer.port(), "10.1.2.3:5060");
    peer.send(private4);
    rig.call();
    SipText reached = peer.next();
    assertThat(reached.the("Via")).contains("received=127.0.0.1");
    SipDialog call = rig.call();
    call.answer(Caller.SDP);
    SipText ok = peer.response(200);
    hidden.toTag = ok.toTag();
    hidden.acknowledge();
    rig.event(SipEvent.Acknowledged.class);
    call.bye("through the NAT");
    peer.request("BYE");
  }

  @Test
  void endsTheCallThoughItHasNoPasswordForTheChallengeToItsBye() throws Exception {
    SipDialog call = talking();
    call.bye("unauthorised");
    SipText bye = peer.request("BYE");
    peer.answer(bye, "401 Unauthorized", "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"");
    EdgeRig.await(() -> rig.edge.liveDialogs() == 0, "the dialog did not end");
  }

  @Test
  void turnsCallsAwayWhileItDrainsAndLetsTheRunningOnesGoOn() throws Exception {
    talking();
    rig.edge.drain();
    Caller late = new Caller(peer);
    peer.send(late.invite());
    assertThat(peer.response(503).the("Retry-After")).isEqualTo("30");
    peer.send(late.request("OPTIONS", 9, Caller.branch(), ""));
    assertThat(peer.finalResponse("OPTIONS").status()).isEqualTo(503);
    assertThat(rig.counters.of(SipCounter.DRAINING)).isEqualTo(1);
    assertThat(caller.hangUp().status()).isEqualTo(200);
  }

  @Test
  void sendsEarlyMediaDescriptions() throws Exception {
    peer.send(caller.invite());
    rig.call().progress(Caller.SDP);
    SipText progress = peer.response(183);
    assertThat(progress.body()).isEqualTo(Caller.SDP);
    assertThat(progress.the("Content-Type")).isEqualTo("application/sdp");
  }

  @Test
  void processesACallWhoseHopsAreUsedUpBecauseItIsTheLastOne() throws Exception {
    peer.send(caller.invite().replace("Max-Forwards: 70", "Max-Forwards: 0"));
    rig.call();
  }
}
