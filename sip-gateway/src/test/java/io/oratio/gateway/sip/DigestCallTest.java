package io.oratio.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.trunk.Secret;
import io.oratio.domain.trunk.Trunk;
import io.oratio.gateway.trunk.DigestAnswer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DigestCallTest {
  private static String authorization(Caller caller, List<String> challenges, String password) {
    return "Authorization: "
        + new DigestAnswer(
                new Trunk.Credentials("alice", new Secret(password), "oratio.test"),
                new SecureRandom())
            .answer(challenges, "INVITE", caller.target)
            .orElseThrow();
  }

  private static SipText challenged(SipPeer peer, Caller caller) {
    peer.send(caller.invite());
    SipText challenge = peer.next();
    assertThat(challenge.status()).isEqualTo(401);
    caller.toTag = challenge.toTag();
    peer.send(caller.request("ACK", caller.sequence, caller.inviteBranch, ""));
    caller.toTag = "";
    caller.inviteBranch = Caller.branch();
    caller.sequence++;
    return challenge;
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA-256", "MD5"})
  void letsACallerInWhoKnowsThePassword(String algorithm) throws Exception {
    try (EdgeRig rig = EdgeRig.answering(EdgeRig.QUICK, EdgeRig.digest("alice", "secret"));
        SipPeer peer = SipPeer.udp(rig.edge.udp())) {
      Caller caller = new Caller(peer);
      List<String> challenges = challenged(peer, caller).values("WWW-Authenticate");
      assertThat(challenges).hasSize(2);
      assertThat(challenges.getFirst()).contains("algorithm=SHA-256", "qop=\"auth\"");
      assertThat(challenges.get(1)).contains("algorithm=MD5");
      List<String> chosen =
          challenges.stream().filter(each -> each.contains("algorithm=" + algorithm)).toList();
      caller.connect(authorization(caller, chosen, "secret"));
      assertThat(rig.call().invite().trunk().trunkId()).isEqualTo("digest-alice");
      rig.event(SipEvent.Acknowledged.class);
      assertThat(caller.hangUp().status()).isEqualTo(200);
      rig.event(SipEvent.HungUp.class);
    }
  }

  @Test
  void answersOurChallengedByeWithCredentials() throws Exception {
    try (EdgeRig rig = EdgeRig.answering(EdgeRig.QUICK, EdgeRig.digest("alice", "secret"));
        SipPeer peer = SipPeer.udp(rig.edge.udp())) {
      Caller caller = new Caller(peer);
      List<String> challenges = challenged(peer, caller).values("WWW-Authenticate");
      caller.connect(authorization(caller, challenges, "secret"));
      rig.event(SipEvent.Acknowledged.class);
      rig.call().bye("done");
      SipText bye = peer.request("BYE");
      peer.answer(
          bye,
          "407 Proxy Authentication Required",
          "Proxy-Authenticate: Digest realm=\"them\", nonce=\"abc\", qop=\"auth\", algorithm=MD5",
          "Proxy-Authenticate: Digest realm=\"them\", nonce=\"def\", qop=\"auth\","
              + " algorithm=SHA-256");
      SipText again = peer.request("BYE");
      assertThat(again.the("Proxy-Authorization"))
          .contains("algorithm=SHA-256", "nonce=\"def\"", "nc=00000001", "username=\"alice\"");
      assertThat(again.sequence()).isEqualTo(bye.sequence() + 1);
      peer.answer(again, "407 Proxy Authentication Required", "Proxy-Authenticate: Digest x=\"\"");
      EdgeRig.await(() -> rig.edge.liveDialogs() == 0, "it asked for ever");
    }
  }

  @Test
  void treatsAnUnknownUserLikeAWrongPasswordAndBansAfterAWhile() throws Exception {
    try (EdgeRig rig = EdgeRig.answering(EdgeRig.QUICK, EdgeRig.digest("alice", "secret"));
        SipPeer peer = SipPeer.udp(rig.edge.udp(), EdgeRig.loopback("127.0.0.9"))) {
      Caller caller = new Caller(peer);
      List<String> challenges = challenged(peer, caller).values("WWW-Authenticate");
      String wrong = authorization(caller, challenges, "guess");
      peer.send(caller.invite(wrong));
      SipText wrongPassword = peer.next();
      caller.inviteBranch = Caller.branch();
      peer.send(caller.invite(wrong.replace("alice", "mallory")));
      SipText unknownUser = peer.next();
      assertThat(unknownUser.status()).isEqualTo(401);
      assertThat(shape(unknownUser)).isEqualTo(shape(wrongPassword));
      for (int i = 0; i < 8; i++) {
        caller.inviteBranch = Caller.branch();
        peer.send(caller.invite(wrong));
      }
      EdgeRig.await(() -> rig.edge.bannedSources() == 1, "nobody was banned");
      while (peer.receive(Duration.ofMillis(200)).isPresent()) {
        // The answers to the guesses before the ban.
      }
      peer.send(new Caller(peer).invite());
      assertThat(peer.receive(Duration.ofMillis(500))).isEmpty();
      assertThat(rig.counters.of(SipCounter.AUTH_FAILED)).isEqualTo(10);
      assertThat(rig.calls).isEmpty();
    }
  }

  /// An answer without what differs each time.
  private static String shape(SipText answer) {
    return answer
        .raw()
        .replaceAll("nonce=\"[^\"]*\"", "nonce")
        .replaceAll("tag=[0-9a-z]+", "tag")
        .replaceAll("branch=[^;\\s]+", "branch");
  }

  @Test
  void refusesCredentialsThatWereUsedByAnotherRequest() throws Exception {
    try (EdgeRig rig = EdgeRig.answering(EdgeRig.QUICK, EdgeRig.digest("alice", "secret"));
        SipPeer peer = SipPeer.udp(rig.edge.udp())) {
      Caller caller = new Caller(peer);
      List<String> challenges = challenged(peer, caller).values("WWW-Authenticate");
      String right = authorization(caller, challenges, "secret");
      caller.connect(right);
      rig.call();
      Caller thief = new Caller(peer);
      peer.send(thief.invite(right));
      SipText refusal = peer.response(401);
      assertThat(refusal.the("WWW-Authenticate")).contains("stale=true");
      assertThat(rig.counters.of(SipCounter.AUTH_REPLAYED)).isEqualTo(1);
      assertThat(rig.calls).isEmpty();
    }
  }

  @Test
  void asksBothForTheAddressAndThePasswordWhenATrunkHasBoth() throws Exception {
    try (EdgeRig rig =
            EdgeRig.answering(EdgeRig.QUICK, EdgeRig.digest("alice", "secret", "127.0.0.1/32"));
        SipPeer listed = SipPeer.udp(rig.edge.udp());
        SipPeer stranger = SipPeer.udp(rig.edge.udp(), EdgeRig.loopback("127.0.0.2"))) {
      Caller caller = new Caller(listed);
      List<String> challenges = challenged(listed, caller).values("WWW-Authenticate");
      String right = authorization(caller, challenges, "secret");
      Caller elsewhere = new Caller(stranger);
      stranger.send(elsewhere.invite(right));
      assertThat(stranger.receive(Duration.ofMillis(500))).isEmpty();
      caller.connect(right);
      rig.call();
    }
  }

  @Test
  void ignoresAStrangersRequestWithinSomebodyElsesDialog() throws Exception {
    try (EdgeRig rig = EdgeRig.answering(EdgeRig.QUICK, EdgeRig.digest("alice", "secret"));
        SipPeer peer = SipPeer.udp(rig.edge.udp());
        SipPeer other = SipPeer.udp(rig.edge.udp(), EdgeRig.loopback("127.0.0.2"))) {
      Caller caller = new Caller(peer);
      List<String> challenges = challenged(peer, caller).values("WWW-Authenticate");
      caller.connect(authorization(caller, challenges, "secret"));
      rig.event(SipEvent.Acknowledged.class);
      other.send(caller.request("BYE", 9, Caller.branch(), ""));
      assertThat(other.receive(Duration.ofMillis(400))).isEmpty();
      assertThat(rig.counters.of(SipCounter.FOREIGN_IN_DIALOG)).isEqualTo(1);
      caller.sequence = 3;
      assertThat(caller.hangUp().status()).isEqualTo(200);
    }
  }
}
