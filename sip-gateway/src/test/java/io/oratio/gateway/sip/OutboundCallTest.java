package io.oratio.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.trunk.Trunk;
import io.oratio.gateway.trunk.DigestAlgorithm;
import io.oratio.gateway.trunk.DigestFields;
import io.oratio.gateway.trunk.DigestVerdict;
import io.oratio.gateway.trunk.DigestVerifier;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls of ours, seen from the other end (RFC 3261 §9.1, §12.1.2, §13.2, §22.2).
@Timeout(60)
class OutboundCallTest {
  private EdgeRig rig;
  private Callee callee;

  @BeforeEach
  void start() throws Exception {
    rig = EdgeRig.silent(EdgeRig.QUICK, EdgeRig.known("203.0.113.7/32"));
    callee = new Callee(rig);
  }

  @AfterEach
  void stop() {
    callee.close();
    rig.close();
  }

  @Test
  void callsAndIsHungUpByTheCallee() throws Exception {
    callee.called(callee.trunk());
    SipText invite = callee.invited();
    assertThat(invite.startLine())
        .isEqualTo("INVITE sip:+15550123@127.0.0.1:" + callee.peer.port() + " SIP/2.0");
    assertThat(invite.the("From")).startsWith("<sip:+15550100@127.0.0.1>;tag=");
    assertThat(invite.the("To")).isEqualTo("<sip:+15550123@127.0.0.1>");
    assertThat(invite.the("Contact")).contains("127.0.0.1:" + rig.edge.udp().getPort());
    assertThat(invite.the("Session-Expires")).isEqualTo("1800");
    assertThat(invite.the("Supported")).isEqualTo("timer");
    assertThat(invite.the("X-Order")).isEqualTo("17");
    assertThat(invite.body()).isEqualTo(Caller.SDP);
    callee.reply(invite, "100 Trying");
    callee.reply(invite, "180 Ringing");
    assertThat(rig.event()).isEqualTo(new SipEvent.Ringing(180, Optional.empty()));
    SipText ack = callee.answer(invite);
    assertThat(ack.startLine()).startsWith("ACK sip:callee@127.0.0.1:");
    assertThat(ack.sequence()).isEqualTo(invite.sequence());
    assertThat(ack.toTag()).isEqualTo("callee-1");
    assertThat(rig.event()).isEqualTo(new SipEvent.Answered(Optional.of(Callee.ANSWER)));
    assertThat(callee.send(invite, "BYE", "").status()).isEqualTo(200);
    assertThat(rig.event()).isEqualTo(new SipEvent.HungUp(Optional.empty()));
    callee.awaitNothingLeft();
    assertThat(rig.counters.of(SipCounter.INTERNAL_ERROR)).isZero();
    assertThat(rig.counters.of(SipCounter.REQUEST_TIMED_OUT)).isZero();
  }

  @Test
  void hangsUpTheCalleeWithAReason() throws Exception {
    Dialog dialog = callee.called(callee.trunk());
    callee.pickUp();
    rig.event(SipEvent.Ringing.class);
    rig.event(SipEvent.Answered.class);
    dialog.bye("the agent said goodbye");
    SipText bye = callee.peer.request("BYE");
    assertThat(bye.the("Reason")).isEqualTo("SIP;cause=200;text=\"the agent said goodbye\"");
    assertThat(bye.toTag()).isEqualTo("callee-1");
    callee.reply(bye, "200 OK");
    callee.awaitTheEnd();
    assertThat(rig.events).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "486 Busy Here, Busy[status=486]",
    "600 Busy Everywhere, Busy[status=600]",
    "480 Temporarily Unavailable, NoAnswer[status=480]",
    "408 Request Timeout, NoAnswer[status=408]",
    "603 Decline, Declined[status=603]",
    "403 Forbidden, Declined[status=403]",
    "'404 Not Found', 'Failed[status=404, phrase=Not Found]'",
    "'503 Service Unavailable', 'Failed[status=503, phrase=Service Unavailable]'",
    "'407 Proxy Authentication Required', 'Failed[status=407, phrase=Proxy Authentication"
        + " Required]'"
  })
  void tellsRefusalsApart(String status, String refusal) throws Exception {
    callee.called(callee.trunk());
    SipText invite = callee.invited();
    callee.reply(invite, status);
    assertThat(rig.event(SipEvent.Refused.class).why()).hasToString(refusal);
    SipText ack = callee.peer.request("ACK");
    assertThat(ack.the("Via")).isEqualTo(invite.the("Via"));
    callee.awaitTheEnd();
  }

  @Test
  void tellsEachEarlyDescription() throws Exception {
    callee.called(callee.trunk());
    SipText invite = callee.invited();
    callee.replyAs("early", invite, "183 Session Progress", Callee.ANSWER);
    assertThat(rig.event()).isEqualTo(new SipEvent.Ringing(183, Optional.of(Callee.ANSWER)));
    callee.answer(invite);
    assertThat(rig.event(SipEvent.Answered.class).sdp()).contains(Callee.ANSWER);
  }

  @Test
  void cancelsWhenItRingsTooLong() throws Exception {
    callee.called(callee.trunk(), Duration.ofMillis(600), Duration.ofMinutes(30));
    SipText invite = callee.invited();
    callee.reply(invite, "180 Ringing");
    rig.event(SipEvent.Ringing.class);
    SipText cancel = callee.peer.request("CANCEL");
    assertThat(cancel.the("Via")).isEqualTo(invite.the("Via"));
    assertThat(cancel.startLine()).isEqualTo(invite.startLine().replace("INVITE", "CANCEL"));
    assertThat(cancel.sequence()).isEqualTo(invite.sequence());
    assertThat(rig.event(SipEvent.Refused.class).why()).isEqualTo(new Refusal.NoAnswer(0));
    callee.reply(cancel, "200 OK");
    callee.reply(invite, "487 Request Terminated");
    callee.peer.request("ACK");
    callee.awaitTheEnd();
    assertThat(rig.events).isEmpty();
  }

  @Test
  void takesTheCallBackWhenItIsHungUpWhileItRings() throws Exception {
    Dialog dialog = callee.called(callee.trunk());
    SipText invite = callee.invited();
    callee.reply(invite, "180 Ringing");
    rig.event(SipEvent.Ringing.class);
    dialog.bye("not needed any more");
    SipText cancel = callee.peer.request("CANCEL");
    assertThat(cancel.the("Reason")).contains("not needed any more");
    callee.reply(cancel, "200 OK");
    callee.reply(invite, "487 Request Terminated");
    callee.awaitTheEnd();
    assertThat(rig.events).isEmpty();
  }

  @Test
  void waitsWithTheCancelUntilTheOtherSideHasSaidAnything() throws Exception {
    Dialog dialog = callee.called(callee.trunk());
    SipText invite = callee.invited();
    dialog.bye("not needed any more");
    assertThat(callee.peer.receive(Duration.ofMillis(300)).map(SipText::method))
        .isNotEqualTo(Optional.of("CANCEL"));
    callee.reply(invite, "100 Trying");
    SipText cancel = callee.peer.request("CANCEL");
    callee.reply(cancel, "200 OK");
    callee.reply(invite, "487 Request Terminated");
    callee.awaitTheEnd();
  }

  @Test
  void acknowledgesAndEndsAnAnswerThatCrossesTheCancel() throws Exception {
    Dialog dialog = callee.called(callee.trunk());
    SipText invite = callee.invited();
    callee.reply(invite, "180 Ringing");
    rig.event(SipEvent.Ringing.class);
    dialog.bye("not needed any more");
    SipText cancel = callee.peer.request("CANCEL");
    callee.replyAs("callee-1", invite, "200 OK", Callee.ANSWER);
    callee.reply(cancel, "200 OK");
    SipText ack = callee.peer.request("ACK");
    assertThat(ack.sequence()).isEqualTo(invite.sequence());
    SipText bye = callee.peer.request("BYE");
    assertThat(bye.toTag()).isEqualTo("callee-1");
    callee.reply(bye, "200 OK");
    callee.awaitTheEnd();
    assertThat(rig.events).isEmpty();
  }

  @Test
  void givesUpAPeerThatNeverAnswersAfterACancelWithoutAnEnd() throws Exception {
    Dialog dialog = callee.called(callee.trunk());
    SipText invite = callee.invited();
    callee.reply(invite, "180 Ringing");
    dialog.bye("not needed any more");
    callee.reply(callee.peer.request("CANCEL"), "200 OK");
    callee.awaitTheEnd();
  }

  @Test
  void tellsAPeerThatSaysNothingFromOneThatRings() throws Exception {
    callee.called(callee.trunk(), Duration.ofMillis(700), Duration.ofMinutes(30));
    callee.invited();
    assertThat(rig.event(SipEvent.Refused.class).why()).isInstanceOf(Refusal.Unreachable.class);
    callee.awaitTheEnd();
  }

  @Test
  void tellsOfAConnectionThatCannotBeMade() throws Exception {
    Trunk udp = callee.trunk();
    int nobody;
    try (java.net.ServerSocket taken = new java.net.ServerSocket(0)) {
      nobody = taken.getLocalPort();
    }
    callee.called(
        new Trunk(
            udp.tenantId(),
            "tcp",
            "TCP",
            udp.host(),
            nobody,
            Trunk.Transport.TCP,
            udp.credentials(),
            udp.allowedSources(),
            udp.codecs(),
            false,
            10,
            10));
    assertThat(rig.event(SipEvent.Refused.class).why()).isInstanceOf(Refusal.Unreachable.class);
    callee.awaitTheEnd();
  }

  @Test
  void talksToTheFirstWhoAnswersAndEndsTheOthers() throws Exception {
    callee.called(callee.trunk());
    SipText invite = callee.invited();
    callee.replyAs("one", invite, "180 Ringing", "");
    callee.replyAs("two", invite, "180 Ringing", "");
    callee.replyAs("two", invite, "200 OK", Callee.ANSWER);
    assertThat(callee.peer.request("ACK").toTag()).isEqualTo("two");
    callee.replyAs("one", invite, "200 OK", Callee.ANSWER);
    assertThat(callee.peer.request("ACK").toTag()).isEqualTo("one");
    SipText bye = callee.peer.request("BYE");
    assertThat(bye.toTag()).isEqualTo("one");
    callee.reply(bye, "200 OK");
    callee.replyAs("one", invite, "200 OK", Callee.ANSWER);
    assertThat(callee.peer.request("ACK").toTag()).isEqualTo("one");
    rig.event(SipEvent.Ringing.class);
    rig.event(SipEvent.Ringing.class);
    rig.event(SipEvent.Answered.class);
    assertThat(rig.events).isEmpty();
    assertThat(rig.edge.liveDialogs()).isOne();
  }

  @Test
  void acknowledgesEachRepetitionOfTheAnswer() throws Exception {
    callee.called(callee.trunk());
    SipText invite = callee.invited();
    callee.answer(invite);
    assertThat(callee.answer(invite).sequence()).isEqualTo(invite.sequence());
    rig.event(SipEvent.Answered.class);
    assertThat(rig.events).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"SHA_256, 401", "MD5, 401", "SHA_256, 407", "MD5, 407"})
  void provesItselfWhenItIsChallenged(DigestAlgorithm algorithm, int status) throws Exception {
    Trunk trunk = callee.trunk("alice", "wonderland");
    DigestVerifier verifier =
        new DigestVerifier(List.of(algorithm), Clock.systemUTC(), new SecureRandom());
    InetAddress source = InetAddress.getByName("127.0.0.1");
    String asks = status == 407 ? "Proxy-Authenticate: " : "WWW-Authenticate: ";
    String proves = status == 407 ? "Proxy-Authorization" : "Authorization";
    callee.called(trunk);
    SipText first = callee.invited();
    callee.reply(
        first,
        status + " Prove It",
        asks + verifier.challenges(source, List.of("carrier.test"), false).getFirst());
    assertThat(callee.peer.request("ACK").sequence()).isEqualTo(first.sequence());
    SipText second = callee.invitedWith(first.sequence() + 1);
    DigestFields given = DigestFields.parse(second.the(proves)).orElseThrow();
    assertThat(given.of("uri")).contains(second.startLine().split(" ")[1]);
    assertThat(verifier.verify(given, "INVITE", "key", source, List.of(trunk)))
        .isEqualTo(new DigestVerdict.Verified(trunk));
    assertThat(second.the("From")).isEqualTo(first.the("From"));
    SipText ack = callee.answer(second);
    assertThat(ack.the(proves)).isEqualTo(second.the(proves));
    rig.event(SipEvent.Answered.class);
  }

  @Test
  void provesItselfAnewWhenTheNonceWasStaleAndGivesUpWhenItWasWrong() throws Exception {
    String realm = "Digest realm=\"carrier.test\", qop=\"auth\", algorithm=SHA-256, nonce=";
    callee.called(callee.trunk("alice", "wonderland"));
    SipText first = callee.invited();
    callee.reply(first, "401 Unauthorized", "WWW-Authenticate: " + realm + "\"one\"");
    SipText second = callee.invitedWith(first.sequence() + 1);
    callee.reply(second, "401 Unauthorized", "WWW-Authenticate: " + realm + "\"two\", stale=true");
    SipText third = callee.invitedWith(first.sequence() + 2);
    assertThat(third.the("Authorization")).contains("nonce=\"two\"");
    callee.reply(third, "401 Unauthorized", "WWW-Authenticate: " + realm + "\"three\"");
    assertThat(rig.event(SipEvent.Refused.class).why())
        .isEqualTo(new Refusal.Failed(401, "Unauthorized"));
    callee.awaitTheEnd();
  }

  @Test
  void followsARedirectionWithinTheTrunksHostOnly() throws Exception {
    callee.called(callee.trunk());
    SipText first = callee.invited();
    String here = "127.0.0.1:" + callee.peer.port();
    callee.reply(
        first,
        "302 Moved Temporarily",
        "Contact: <sip:thief@127.0.0.9>, <sip:+15550177@" + here + ">");
    SipText second = callee.invitedWith(first.sequence() + 1);
    assertThat(second.startLine()).isEqualTo("INVITE sip:+15550177@" + here + " SIP/2.0");
    assertThat(second.the("To")).isEqualTo(first.the("To"));
    callee.reply(second, "302 Moved Temporarily", "Contact: <sip:thief@127.0.0.9>");
    assertThat(rig.event(SipEvent.Refused.class).why())
        .isEqualTo(new Refusal.Failed(302, "Moved Temporarily"));
    callee.awaitTheEnd();
  }

  @Test
  void isNotSentRoundInCircles() throws Exception {
    callee.called(callee.trunk());
    SipText first = callee.invited();
    callee.reply(first, "302 Moved Temporarily");
    for (int more = 1; more <= 3; more++) {
      SipText next = callee.invitedWith(first.sequence() + more);
      assertThat(next.startLine()).startsWith("INVITE sip:callee@127.0.0.1:");
      callee.reply(next, "302 Moved Temporarily");
    }
    assertThat(rig.event(SipEvent.Refused.class).why())
        .isEqualTo(new Refusal.Failed(302, "Moved Temporarily"));
  }

  @Test
  void asksForALongerSessionWhenOursIsTooShort() throws Exception {
    callee.called(callee.trunk(), Duration.ofSeconds(20), Duration.ofSeconds(10));
    SipText first = callee.invited();
    assertThat(first.the("Session-Expires")).isEqualTo("10");
    callee.reply(first, "422 Session Interval Too Small", "Min-SE: 40");
    SipText second = callee.invitedWith(first.sequence() + 1);
    assertThat(second.the("Session-Expires")).isEqualTo("40");
    assertThat(second.the("Min-SE")).isEqualTo("40");
    callee.reply(second, "422 Session Interval Too Small", "Min-SE: 90");
    assertThat(rig.event(SipEvent.Refused.class).why()).isInstanceOf(Refusal.Failed.class);
  }

  @Test
  void refreshesTheSessionWhenItIsOnUs() throws Exception {
    callee.called(callee.trunk(), Duration.ofSeconds(20), Duration.ofSeconds(2));
    SipText invite = callee.invited();
    callee.answer(invite, "Session-Expires: 2;refresher=uac", "Require: timer", "Allow: UPDATE");
    rig.event(SipEvent.Answered.class);
    SipText update = callee.peer.request("UPDATE");
    assertThat(update.sequence()).isEqualTo(invite.sequence() + 1);
    assertThat(update.the("Session-Expires")).isEqualTo("2;refresher=uac");
    callee.reply(update, "200 OK");
    callee.peer.request("UPDATE");
  }

  @Test
  void endsTheCallWhenTheOtherSideNeverRefreshes() throws Exception {
    callee.called(callee.trunk(), Duration.ofSeconds(20), Duration.ofSeconds(2));
    callee.answer(callee.invited(), "Session-Expires: 2;refresher=uas", "Require: timer");
    rig.event(SipEvent.Answered.class);
    callee.reply(callee.peer.request("BYE"), "200 OK");
    rig.event(SipEvent.Lost.class);
    callee.awaitTheEnd();
  }

  @Test
  void answersAReinviteAndAnInfoAndRefersAndPresses() throws Exception {
    Dialog dialog = callee.called(callee.trunk());
    SipText invite = callee.pickUp();
    rig.event(SipEvent.Ringing.class);
    rig.event(SipEvent.Answered.class);
    Thread answering =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    rig.event(SipEvent.Reoffered.class);
                    dialog.answerReoffer("v=0\r\nheld");
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    SipText ok = callee.send(invite, "INVITE", Caller.SDP.replace("sendrecv", "sendonly"));
    answering.join();
    assertThat(ok.body()).isEqualTo("v=0\r\nheld");
    callee.send(invite, "ACK", "");
    assertThat(
            callee
                .send(
                    invite,
                    "INFO",
                    "Signal=5\r\nDuration=160\r\n",
                    "Content-Type: application/dtmf-relay")
                .status())
        .isEqualTo(200);
    assertThat(rig.event(SipEvent.Digit.class).digit()).isEqualTo('5');
    dialog.sendInfoDigits("7");
    SipText info = callee.peer.request("INFO");
    assertThat(info.body()).contains("Signal=7");
    callee.reply(info, "200 OK");
    dialog.refer("tel:+15550190");
    SipText refer = callee.peer.request("REFER");
    assertThat(refer.the("Refer-To")).isEqualTo("<tel:+15550190>");
    callee.reply(refer, "603 Decline");
    assertThat(rig.event(SipEvent.Referring.class).status()).isEqualTo(603);
    assertThat(callee.send(invite, "BYE", "").status()).isEqualTo(200);
    rig.event(SipEvent.HungUp.class);
  }

  @Test
  void reachesTheCalleeOverItsRecordRouteInReverse() throws Exception {
    Dialog dialog = callee.called(callee.trunk());
    SipText invite = callee.invited();
    String near = "<sip:127.0.0.1:" + callee.peer.port() + ";lr>";
    callee.answer(invite, "Record-Route: <sip:far.test;lr>", "Record-Route: " + near);
    rig.event(SipEvent.Answered.class);
    dialog.bye("done");
    SipText bye = callee.peer.request("BYE");
    assertThat(String.join(",", bye.values("Route"))).isEqualTo(near + ",<sip:far.test;lr>");
  }

  @Test
  void hearsNobodyElseWithinTheCall() throws Exception {
    callee.called(callee.trunk());
    SipText invite = callee.pickUp();
    rig.event(SipEvent.Ringing.class);
    rig.event(SipEvent.Answered.class);
    try (SipPeer stranger = SipPeer.udp(rig.edge.udp(), EdgeRig.loopback("127.0.0.5"))) {
      Callee thief = new Callee(rig, stranger, "callee-1");
      stranger.send(
          "BYE sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.5:"
              + stranger.port()
              + ";branch="
              + Caller.branch()
              + "\r\nMax-Forwards: 70\r\nFrom: "
              + invite.the("To")
              + ";tag="
              + thief.tag
              + "\r\nTo: "
              + invite.the("From")
              + "\r\nCall-ID: "
              + invite.the("Call-ID")
              + "\r\nCSeq: 900 BYE\r\nContent-Length: 0\r\n\r\n");
      assertThat(stranger.receive(Duration.ofMillis(400))).isEmpty();
    }
    assertThat(rig.events).isEmpty();
    assertThat(rig.edge.liveDialogs()).isOne();
  }

  @Test
  void knowsNoDialogBeforeItIsAnsweredNorUnderAnotherTag() throws Exception {
    callee.called(callee.trunk());
    SipText invite = callee.invited();
    callee.reply(invite, "180 Ringing");
    rig.event(SipEvent.Ringing.class);
    assertThat(callee.send(invite, "UPDATE", Caller.SDP).status()).isEqualTo(491);
    assertThat(callee.send(invite, "BYE", "").status()).isEqualTo(481);
    callee.answer(invite);
    rig.event(SipEvent.Answered.class);
    Callee other = new Callee(rig, callee.peer, "somebody-else");
    assertThat(other.send(invite, "BYE", "").status()).isEqualTo(481);
  }

  @Test
  void refusesAnOrderThatWouldBreakTheInvite() {
    Trunk trunk = callee.trunk();
    TrunkAddress at = new TrunkAddress(EdgeRig.LOOPBACK, "127.0.0.1");
    assertThatThrownBy(() -> order(trunk, at, "a b", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> order(trunk, at, "100>;x=", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> order(trunk, at, "100", Map.of("X-A", "b\r\nEvil: 1")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> order(trunk, at, "100", Map.of("Route", "x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> order(EdgeRig.known("127.0.0.1/32"), at, "100", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static OutboundInvite order(
      Trunk trunk, TrunkAddress at, String to, Map<String, String> headers) {
    return new OutboundInvite(
        trunk,
        at,
        "call",
        to,
        "200",
        Caller.SDP,
        Duration.ofSeconds(1),
        Duration.ofMinutes(30),
        headers);
  }
}
