package io.oratio.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Floods, lengths and framing, against an edge that has a call running.
@Timeout(90)
class WireAbuseTest {
  private static final SipLimits TIGHT =
      new SipLimits(
          16 * 1024,
          256,
          100,
          8,
          4,
          Duration.ofMillis(700),
          Duration.ofMinutes(1),
          10,
          10,
          Duration.ofMinutes(1),
          100);

  private EdgeRig rig;

  @BeforeEach
  void start() throws IOException {
    rig = EdgeRig.answering(EdgeRig.QUICK.withLimits(TIGHT), EdgeRig.known("127.0.0.1/32"));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void staysSilentAndSmallUnderAFloodOfInvitesAndKeepsTheCall() throws Exception {
    try (SipPeer good = SipPeer.udp(rig.edge.udp());
        SipPeer flood = SipPeer.udp(rig.edge.udp(), EdgeRig.loopback("127.0.0.2"))) {
      Caller caller = new Caller(good);
      caller.connect();
      rig.event(SipEvent.Acknowledged.class);
      long before = usedBytes();
      int sent = 20_000;
      for (int i = 0; i < sent; i++) {
        flood.send(new Caller(flood).invite());
        if (i % 1000 == 0) {
          caller.send("OPTIONS", "");
          assertThat(good.finalResponse("OPTIONS").status()).isEqualTo(200);
        }
      }
      assertThat(flood.receive(Duration.ofMillis(300))).isEmpty();
      assertThat(rig.counters.of(SipCounter.UNKNOWN_SOURCE)).isGreaterThan(sent / 10);
      assertThat(rig.edge.keptDialogs()).isEqualTo(1);
      assertThat(usedBytes() - before).as("bytes kept by a flood").isLessThan(20_000_000);
      assertThat(caller.hangUp().status()).isEqualTo(200);
    }
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void survivesAFloodOfAKnownSourceWithABoundedQueue() throws Exception {
    try (SipPeer peer = SipPeer.udp(rig.edge.udp())) {
      for (int i = 0; i < 5_000; i++) {
        peer.send(new Caller(peer).request("OPTIONS", 1, Caller.branch(), ""));
      }
      while (peer.receive(Duration.ofMillis(200)).isPresent()) {
        // The answers to those that were not dropped.
      }
      assertThat(rig.counters.of(SipCounter.INTERNAL_ERROR)).isZero();
      new Caller(peer).connect();
    }
  }

  @Test
  void dropsWhatIsTooLongCutShortOrNoSipAtAll() throws Exception {
    try (SipPeer peer = SipPeer.udp(rig.edge.udp())) {
      String invite = new Caller(peer).invite();
      peer.send(
          invite.replace("Max-Forwards", "X-Long: " + "x".repeat(17_000) + "\r\nMax-Forwards"));
      byte[] whole = invite.getBytes(StandardCharsets.UTF_8);
      for (int bytes = 0; bytes < whole.length; bytes += 7) {
        peer.send(Arrays.copyOf(whole, bytes));
      }
      Random random = new Random(4475);
      for (int i = 0; i < 300; i++) {
        byte[] noise = new byte[random.nextInt(600)];
        random.nextBytes(noise);
        peer.send(noise);
        byte[] bent = whole.clone();
        for (int flips = 0; flips < 8; flips++) {
          bent[random.nextInt(bent.length)] = (byte) random.nextInt(256);
        }
        peer.send(bent);
      }
      List<String> answers = new ArrayList<>();
      peer.receive(Duration.ofMillis(500)).ifPresent(each -> answers.add(each.raw()));
      while (true) {
        var next = peer.receive(Duration.ofMillis(100));
        if (next.isEmpty()) {
          break;
        }
        answers.add(next.get().raw());
      }
      assertThat(answers)
          .allSatisfy(
              each ->
                  assertThat(each)
                      .doesNotContain("[C@", "expected", "java.", "gov.nist")
                      .startsWith("SIP/2.0 "));
      assertThat(rig.counters.of(SipCounter.OVERSIZED)).isEqualTo(1);
      assertThat(rig.counters.of(SipCounter.BAD_MESSAGE)).isPositive();
      new Caller(peer).connect();
    }
  }

  @Test
  void readsSeveralMessagesOfOneSegmentAndOneOfMany() throws Exception {
    try (SipPeer peer = SipPeer.tcp(rig.edge.tcp())) {
      Caller one = new Caller(peer);
      Caller two = new Caller(peer);
      String both =
          "\r\n"
              + one.request("OPTIONS", 1, Caller.branch(), "")
              + "\r\n\r\n"
              + two.request("OPTIONS", 1, Caller.branch(), "");
      peer.send(both);
      assertThat(peer.response(200).the("Call-ID")).isEqualTo(one.callId);
      assertThat(peer.response(200).the("Call-ID")).isEqualTo(two.callId);
      byte[] bytes = new Caller(peer).invite().getBytes(StandardCharsets.UTF_8);
      for (int from = 0; from < bytes.length; from += 40) {
        peer.send(Arrays.copyOfRange(bytes, from, Math.min(from + 40, bytes.length)));
      }
      assertThat(peer.response(200).body()).isEqualTo(Caller.SDP);
    }
  }

  @Test
  void answersAPingWithAPong() throws Exception {
    try (SipPeer peer = SipPeer.tcp(rig.edge.tcp())) {
      peer.send("\r\n\r\n");
      assertThat(peer.next().raw()).isEqualTo("\r\n");
      peer.send(new Caller(peer).request("OPTIONS", 1, Caller.branch(), ""));
      assertThat(peer.response(200).cseqMethod()).isEqualTo("OPTIONS");
    }
  }

  @Test
  void answersABadMessageOnAConnectionAndGoesOn() throws Exception {
    try (SipPeer peer = SipPeer.tcp(rig.edge.tcp())) {
      Caller caller = new Caller(peer);
      String bad =
          caller.request("OPTIONS", 1, Caller.branch(), "").replace("1 OPTIONS", "1 INVITE");
      peer.send(bad);
      assertThat(peer.next().startLine()).isEqualTo("SIP/2.0 400 CSeq Mismatch");
      peer.send(caller.request("OPTIONS", 2, Caller.branch(), ""));
      assertThat(peer.response(200).sequence()).isEqualTo(2);
    }
  }

  @Test
  void endsAConnectionThatBreaksTheFraming() throws Exception {
    try (SipPeer none = SipPeer.tcp(rig.edge.tcp());
        SipPeer huge = SipPeer.tcp(rig.edge.tcp());
        SipPeer endless = SipPeer.tcp(rig.edge.tcp())) {
      none.send(new Caller(none).invite().replaceFirst("Content-Length: \\d+\r\n", ""));
      assertThat(none.next().status()).isEqualTo(400);
      assertThat(none.isClosedByPeer()).isTrue();
      huge.send(
          new Caller(huge).invite().replaceFirst("Content-Length: \\d+", "Content-Length: 99999"));
      assertThat(huge.next().status()).isEqualTo(513);
      assertThat(huge.isClosedByPeer()).isTrue();
      try {
        endless.send("INVITE sip:a SIP/2.0\r\n" + "X: y\r\n".repeat(4000));
      } catch (java.io.UncheckedIOException e) {
        // Closed while we were still sending.
      }
      assertThat(endless.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void endsAHalfSentMessageAndAHalfOpenConnection() throws Exception {
    try (SipPeer slow = SipPeer.tcp(rig.edge.tcp())) {
      slow.send("OPTIONS sip:a@b SIP/2.0\r\nVia: ");
      assertThat(slow.isClosedByPeer()).isTrue();
    }
    EdgeRig.await(() -> rig.edge.tcpConnections() == 0, "a connection is still counted");
  }

  @Test
  void limitsConnectionsOfOneSourceAndClosesThoseOfStrangers() throws Exception {
    List<SipPeer> peers = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        peers.add(SipPeer.tcp(rig.edge.tcp()));
      }
      EdgeRig.await(() -> rig.edge.tcpConnections() == 4, "not all connections are counted");
      SipPeer fifth = SipPeer.tcp(rig.edge.tcp());
      peers.add(fifth);
      assertThat(fifth.isClosedByPeer()).isTrue();
      SipPeer stranger = SipPeer.tcp(rig.edge.tcp(), EdgeRig.loopback("127.0.0.2"));
      peers.add(stranger);
      assertThat(stranger.isClosedByPeer()).isTrue();
      assertThat(rig.counters.of(SipCounter.CONNECTION_REFUSED)).isEqualTo(1);
      assertThat(rig.counters.of(SipCounter.UNKNOWN_SOURCE)).isEqualTo(1);
    } finally {
      peers.forEach(SipPeer::close);
    }
    EdgeRig.await(() -> rig.edge.tcpConnections() == 0, "closed connections are still counted");
  }

  @Test
  void keepsTheCallWhenItsConnectionBreaksAndReachesTheContactInstead() throws Exception {
    try (SipPeer listening = SipPeer.udp(rig.edge.udp())) {
      try (SipPeer peer = SipPeer.tcp(rig.edge.tcp())) {
        Caller caller = new Caller(peer);
        String invite = caller.invite();
        peer.send(
            invite.replace(
                caller.contact(), "<sip:c@127.0.0.1:" + listening.port() + ";transport=udp>"));
        SipText ok = peer.response(200);
        caller.learn(ok);
        caller.acknowledge();
        rig.event(SipEvent.Acknowledged.class);
      }
      EdgeRig.await(() -> rig.edge.tcpConnections() == 0, "the connection is still open");
      rig.call().bye("over datagrams");
      assertThat(listening.request("BYE").the("Via")).startsWith("SIP/2.0/");
    }
  }

  @Test
  void refusesCallsBeyondItsLimit() throws Exception {
    try (SipPeer peer = SipPeer.udp(rig.edge.udp())) {
      for (int i = 0; i < 100; i++) {
        new Caller(peer).connect();
      }
      Caller last = new Caller(peer);
      peer.send(last.invite());
      SipText refusal = peer.response(503);
      assertThat(refusal.the("Call-ID")).isEqualTo(last.callId);
      assertThat(refusal.header("Retry-After")).isPresent();
      assertThat(rig.counters.of(SipCounter.DIALOGS_FULL)).isEqualTo(1);
    }
  }

  @Test
  void neverSendsWhereAViaPointsElsewhere() throws Exception {
    try (SipPeer peer = SipPeer.udp(rig.edge.udp());
        SipPeer victim = SipPeer.udp(rig.edge.udp(), EdgeRig.loopback("127.0.0.3"))) {
      String via = "127.0.0.1:" + peer.port();
      String options = new Caller(peer).request("OPTIONS", 1, Caller.branch(), "");
      peer.send(options.replaceFirst(via, "127.0.0.3:" + victim.port()));
      assertThat(peer.next().status()).isEqualTo(200);
      String other = new Caller(peer).request("OPTIONS", 1, Caller.branch(), "");
      peer.send(other.replaceFirst(";branch", ";maddr=127.0.0.3;branch"));
      assertThat(peer.next().status()).isEqualTo(200);
      assertThat(victim.receive(Duration.ofMillis(300))).isEmpty();
    }
  }
}
