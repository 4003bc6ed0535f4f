package io.oratio.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every message of RFC 4475, from a known and from an unknown source.
@Timeout(120)
class Rfc4475TortureTest {
  @Test
  void answersEachAsTheRfcSays() throws Exception {
    TreeMap<String, String> wrong = new TreeMap<>();
    for (Rfc4475 message : Rfc4475.messages().toList()) {
      // An edge each: many of the messages share one branch, and the stack takes a second message
      // with a branch it knows for a repetition of the first.
      try (EdgeRig rig = EdgeRig.silent(EdgeRig.QUICK, EdgeRig.known("127.0.0.0/8"));
          SipPeer peer =
              message.isForTcp() ? SipPeer.tcp(rig.edge.tcp()) : SipPeer.udp(rig.edge.udp())) {
        peer.send(message.bytes());
        boolean isSilent = message.answers().contains("none");
        Optional<SipText> answer = peer.receive(Duration.ofMillis(isSilent ? 100 : 3000));
        String got = answer.map(each -> Integer.toString(each.status())).orElse("none");
        if (!message.answers().contains(got)) {
          wrong.put(message.name(), got + " instead of " + message.answers());
        }
        answer.ifPresent(each -> demandClean(message, each.raw()));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void takesACallAfterAllOfThem() throws Exception {
    try (EdgeRig rig = EdgeRig.silent(EdgeRig.QUICK, EdgeRig.known("127.0.0.0/8"));
        SipPeer peer = SipPeer.udp(rig.edge.udp())) {
      for (Rfc4475 message : Rfc4475.messages().toList()) {
        peer.send(message.bytes());
      }
      assertThat(rig.counters.of(SipCounter.INTERNAL_ERROR)).isZero();
      callWorks(rig);
    }
  }

  /// No parser's words, no bare line feed, nothing of the stack.
  private static void demandClean(Rfc4475 message, String answer) {
    assertThat(answer)
        .as(message.name())
        .doesNotContain("[C@", "expected", "java.", "gov.nist", "Exception", "ParseException");
    assertThat(answer.replace("\r\n", "")).as(message.name()).doesNotContain("\n", "\r");
  }

  @Test
  void saysNothingToAStrangerWhateverItSends() throws Exception {
    try (EdgeRig rig = EdgeRig.answering(EdgeRig.QUICK, EdgeRig.known("127.0.0.1/32"));
        SipPeer stranger = SipPeer.udp(rig.edge.udp(), EdgeRig.loopback("127.0.0.2"))) {
      List<Rfc4475> messages = new ArrayList<>(Rfc4475.messages().toList());
      messages.forEach(message -> stranger.send(message.bytes()));
      assertThat(stranger.receive(Duration.ofMillis(700))).isEmpty();
      assertThat(rig.counters.of(SipCounter.UNKNOWN_SOURCE)).isEqualTo(messages.size());
      callWorks(rig);
    }
  }

  @Test
  void answersMalformedMessagesOfAnUnlistedSourceWithNothing() throws Exception {
    try (EdgeRig rig = EdgeRig.answering(EdgeRig.QUICK, EdgeRig.digest("alice", "secret"));
        SipPeer anyone = SipPeer.udp(rig.edge.udp())) {
      for (Rfc4475 message : Rfc4475.messages().toList()) {
        anyone.send(message.bytes());
        Optional<SipText> answer = anyone.receive(Duration.ofMillis(100));
        answer.ifPresent(each -> assertThat(each.status()).as(message.name()).isEqualTo(401));
      }
      assertThat(rig.calls).isEmpty();
      assertThat(rig.edge.keptDialogs()).isZero();
    }
  }

  private static void callWorks(EdgeRig rig) throws Exception {
    try (SipPeer peer = SipPeer.udp(rig.edge.udp())) {
      Caller caller = new Caller(peer);
      peer.send(caller.invite());
      SipDialog call = rig.call();
      while (!call.invite().callId().equals(caller.callId)) {
        call = rig.call();
      }
      call.answer(Caller.SDP);
      caller.learn(peer.response(200));
      caller.acknowledge();
      assertThat(caller.hangUp().status()).isEqualTo(200);
    }
  }
}
