package io.oratio.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BasicCallTest {
  private static SipPeer peer(EdgeRig rig, String transport) throws IOException {
    return transport.equals("UDP") ? SipPeer.udp(rig.edge.udp()) : SipPeer.tcp(rig.edge.tcp());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UDP", "TCP"})
  void ringsAnswersAndIsHungUpByTheCaller(String transport) throws Exception {
    try (EdgeRig rig = EdgeRig.silent(EdgeRig.QUICK, EdgeRig.known("127.0.0.0/8"));
        SipPeer peer = peer(rig, transport)) {
      Caller caller = new Caller(peer);
      peer.send(caller.invite("X-Shop: Lisbon", "User-Agent: phone"));
      assertThat(peer.next().status()).isEqualTo(100);
      SipDialog call = rig.call();
      call.ringing();
      SipText ringing = peer.response(180);
      assertThat(ringing.toTag()).isNotEmpty();
      call.answer(Caller.SDP);
      SipText ok = peer.response(200);
      assertThat(ok.toTag()).isEqualTo(ringing.toTag());
      assertThat(ok.the("Contact")).contains("127.0.0.1:" + rig.edge.udp().getPort());
      assertThat(ok.the("Allow")).contains("INVITE", "ACK", "BYE", "CANCEL", "UPDATE");
      assertThat(ok.body()).isEqualTo(Caller.SDP);
      caller.learn(ok);
      caller.acknowledge();
      assertThat(rig.event()).isEqualTo(new SipEvent.Acknowledged(Optional.empty()));
      assertThat(caller.hangUp().status()).isEqualTo(200);
      assertThat(rig.event()).isEqualTo(new SipEvent.HungUp(Optional.empty()));
      EdgeRig.await(() -> rig.edge.liveDialogs() == 0, "a dialog stayed");
      EdgeRig.await(() -> rig.edge.keptDialogs() == 0, "the ended dialog is still kept");
      Invite invite = call.invite();
      assertThat(invite.dialledUser()).isEqualTo("+15550100");
      assertThat(invite.callerUser()).isEqualTo("+15550199");
      assertThat(invite.callerName()).contains("A Caller");
      assertThat(invite.userAgent()).contains("phone");
      assertThat(invite.offer()).contains(Caller.SDP);
      assertThat(invite.headers()).containsEntry("X-Shop", "Lisbon");
      assertThat(invite.localAddress()).isEqualTo("127.0.0.1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UDP", "TCP"})
  void hangsUpTheCallerWithAReason(String transport) throws Exception {
    try (EdgeRig rig = EdgeRig.answering(EdgeRig.QUICK, EdgeRig.known("127.0.0.0/8"));
        SipPeer peer = peer(rig, transport)) {
      new Caller(peer).connect();
      rig.event(SipEvent.Acknowledged.class);
      rig.call().bye("the agent said goodbye");
      SipText bye = peer.request("BYE");
      assertThat(bye.the("Reason")).isEqualTo("SIP;cause=200;text=\"the agent said goodbye\"");
      peer.answer(bye, "200 OK");
      EdgeRig.await(() -> rig.edge.liveDialogs() == 0, "the dialog did not end");
      assertThat(rig.events).isEmpty();
    }
  }

  @Test
  void refusesWithTheStatusGivenAndTakesTheAck() throws Exception {
    try (EdgeRig rig = EdgeRig.silent(EdgeRig.QUICK, EdgeRig.known("127.0.0.0/8"));
        SipPeer peer = SipPeer.udp(rig.edge.udp())) {
      Caller caller = new Caller(peer);
      peer.send(caller.invite());
      rig.call().reject(503, "No \r\nPort Free", OptionalInt.of(7));
      SipText refusal = peer.response(503);
      assertThat(refusal.startLine()).isEqualTo("SIP/2.0 503 No Port Free");
      assertThat(refusal.the("Retry-After")).isEqualTo("7");
      caller.toTag = refusal.toTag();
      peer.send(caller.request("ACK", 1, caller.inviteBranch, ""));
      EdgeRig.await(() -> rig.edge.liveDialogs() == 0, "a dialog stayed");
    }
  }

  @Test
  void cancelsBeforeTheAnswerWith487() throws Exception {
    try (EdgeRig rig = EdgeRig.silent(EdgeRig.QUICK, EdgeRig.known("127.0.0.0/8"));
        SipPeer peer = SipPeer.udp(rig.edge.udp())) {
      Caller caller = new Caller(peer);
      peer.send(caller.invite());
      rig.call().ringing();
      peer.response(180);
      peer.send(caller.request("CANCEL", 1, caller.inviteBranch, ""));
      assertThat(peer.finalResponse("CANCEL").status()).isEqualTo(200);
      SipText terminated = peer.finalResponse("INVITE");
      assertThat(terminated.status()).isEqualTo(487);
      caller.toTag = terminated.toTag();
      peer.send(caller.request("ACK", 1, caller.inviteBranch, ""));
      assertThat(rig.event()).isEqualTo(new SipEvent.Cancelled());
    }
  }

  @Test
  void keepsACallWhoseTrunkIsRemovedAndTakesNoOther() throws Exception {
    try (EdgeRig rig = EdgeRig.answering(EdgeRig.QUICK, EdgeRig.known("127.0.0.0/8"));
        SipPeer peer = SipPeer.udp(rig.edge.udp())) {
      Caller caller = new Caller(peer);
      caller.connect();
      rig.event(SipEvent.Acknowledged.class);
      rig.trunks.clear();
      rig.directory.refresh();
      peer.send(new Caller(peer).invite());
      assertThat(peer.receive(Duration.ofMillis(300))).isEmpty();
      assertThat(rig.calls).hasSize(1);
      assertThat(caller.hangUp().status()).isEqualTo(200);
      rig.event(SipEvent.HungUp.class);
      EdgeRig.await(() -> rig.edge.keptDialogs() == 0, "the ended dialog is still kept");
      peer.send(new Caller(peer).request("OPTIONS", 1, Caller.branch(), ""));
      assertThat(peer.receive(Duration.ofMillis(300))).isEmpty();
    }
  }

  @Test
  void answersOptionsOfAKnownTrunk() throws Exception {
    try (EdgeRig rig = EdgeRig.silent(EdgeRig.QUICK, EdgeRig.known("127.0.0.0/8"));
        SipPeer peer = SipPeer.udp(rig.edge.udp())) {
      peer.send(new Caller(peer).request("OPTIONS", 1, Caller.branch(), ""));
      SipText ok = peer.next();
      assertThat(ok.status()).isEqualTo(200);
      assertThat(ok.the("Accept")).isEqualTo("application/sdp");
      assertThat(ok.the("Allow")).contains("INVITE");
    }
  }

  @Test
  void saysNothingToAStranger() throws Exception {
    try (EdgeRig rig = EdgeRig.answering(EdgeRig.QUICK, EdgeRig.known("127.0.0.1/32"));
        SipPeer peer = SipPeer.udp(rig.edge.udp(), EdgeRig.loopback("127.0.0.2"))) {
      peer.send(new Caller(peer).invite());
      peer.send(new Caller(peer).request("OPTIONS", 1, Caller.branch(), ""));
      assertThat(peer.receive(Duration.ofMillis(700))).isEmpty();
      assertThat(rig.counters.of(SipCounter.UNKNOWN_SOURCE)).isEqualTo(2);
      assertThat(rig.calls).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UDP", "TCP"})
  void tellsTheAddressThatReachesItWhenItListensOnAll(String transport) throws Exception {
    SipSettings everywhere = SipSettings.on(EdgeRig.loopback("0.0.0.0"), 0);
    try (EdgeRig rig = EdgeRig.answering(everywhere, EdgeRig.known("127.0.0.0/8"));
        SipPeer peer = peerAt(rig, transport)) {
      SipText ok = new Caller(peer).connect();
      assertThat(ok.the("Contact")).contains("127.0.0.1:" + rig.edge.udp().getPort());
      rig.event(SipEvent.Acknowledged.class);
      SipDialog call = rig.call();
      assertThat(call.invite().localAddress()).isEqualTo("127.0.0.1");
      call.bye("done");
      SipText bye = peer.request("BYE");
      assertThat(bye.the("Via")).contains("127.0.0.1:" + rig.edge.udp().getPort());
      peer.answer(bye, "200 OK");
      EdgeRig.await(() -> rig.edge.liveDialogs() == 0, "the dialog did not end");
    }
  }

  private static SipPeer peerAt(EdgeRig rig, String transport) throws IOException {
    InetSocketAddress edge = new InetSocketAddress("127.0.0.1", rig.edge.udp().getPort());
    return transport.equals("UDP") ? SipPeer.udp(edge) : SipPeer.tcp(edge);
  }

  @Test
  void tellsTheAdvertisedAddressWhenOneIsSet() throws Exception {
    SipSettings mapped = EdgeRig.QUICK.withAdvertisedAddress(EdgeRig.loopback("203.0.113.7"));
    try (EdgeRig rig = EdgeRig.answering(mapped, EdgeRig.known("127.0.0.0/8"));
        SipPeer peer = SipPeer.udp(rig.edge.udp())) {
      peer.send(new Caller(peer).invite());
      assertThat(peer.response(200).the("Contact")).contains("203.0.113.7:");
      assertThat(rig.call().invite().localAddress()).isEqualTo("203.0.113.7");
    }
  }
}
