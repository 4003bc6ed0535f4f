package io.oratio.media.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.oratio.media.codec.Codec;
import io.oratio.media.codec.Codecs;
import io.oratio.media.path.Calls.End;
import io.oratio.media.pcm.Tones;
import io.oratio.media.wire.LossyWire;
import io.oratio.media.wire.MediaPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RtpHearingTest {
  private static final int SSRC = 77;

  private final Calls calls = new Calls();

  @AfterEach
  void hangUp() {
    calls.close();
  }

  @Test
  void aStrangersSprayIsNeitherHeardNorAnsweredNorDoesItDisturb() throws IOException {
    List<End> ends = calls.pair();
    End victim = ends.get(0);
    ends.get(1).path().speak("peer", Tones.sine(440, 24_000, 24_000 * 20, 10_000));
    victim.ear().awaitTone(440);
    long foreignBefore = victim.leg().quality().packetsForeign();
    byte[] tone = encoded(Codecs.PCMU, 1500, 160);
    try (RawPeer stranger = new RawPeer()) {
      for (int i = 0; i < 300; i++) {
        stranger.send(victim.port().rtpAddress(), 0, i, i * 160, 4711, tone);
        LockSupport.parkNanos(1_000_000);
      }
      short[] heard = victim.ear().next(Duration.ofMillis(500));
      assertThat(Tones.share(heard, 0, heard.length, 16_000, 1500)).isLessThan(0.01);
      assertThat(stranger.next(Duration.ofMillis(200))).isEmpty();
    }
    victim.ear().awaitTone(440);
    await(() -> victim.leg().quality().packetsForeign() - foreignBefore == 300);
    assertThat(victim.leg().quality().packetsLost()).isZero();
  }

  @Test
  void garbageAtTheMediaPortChangesNothing() throws IOException {
    List<End> ends = calls.pair();
    End victim = ends.get(0);
    ends.get(1).path().speak("peer", Tones.sine(440, 24_000, 24_000 * 20, 10_000));
    victim.ear().awaitTone(440);
    Random random = new Random(7);
    try (RawPeer stranger = new RawPeer()) {
      for (int i = 0; i < 300; i++) {
        byte[] bytes = new byte[random.nextInt(1500)];
        random.nextBytes(bytes);
        stranger.sendBytes(victim.port().rtpAddress(), Unpooled.wrappedBuffer(bytes));
        stranger.sendBytes(victim.port().rtcpAddress(), Unpooled.wrappedBuffer(bytes));
      }
    }
    victim.ear().awaitTone(440);
    assertThat(calls.wire().counters().datagramsFailed()).isZero();
  }

  @Test
  void followsAPeerBehindANatToThePortItReallyUses() throws IOException {
    MediaPort port = calls.port();
    try (RawPeer signalled = new RawPeer();
        RawPeer real = new RawPeer()) {
      End end =
          calls.end(port, Calls.towards(signalled.address(), signalled.address(), Codecs.PCMU));
      assertThat(signalled.next().ssrc()).isNotZero();
      Phone phone = new Phone(real, port.rtpAddress());
      phone.play(1000, 20);
      assertThat(real.next().payloadType()).isZero();
      phone.play(1000, 50);
      await(() -> end.ear().hasHeardTone(1000));
      // What was signalled gets nothing any more.
      while (signalled.next(Duration.ofMillis(200)).isPresent()) {
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
      }
    }
  }

  @Test
  void goesOnSpeakingAndHearingOverABadLine() throws IOException {
    MediaPort a = calls.port();
    MediaPort b = calls.port();
    try (LossyWire line = new LossyWire(42)) {
      line.between(a.rtpAddress(), b.rtpAddress()).in(new LossyWire.Weather(0.05, 0.01, 20, 30));
      End near = calls.end(a, Calls.towards(line.facingA(), line.facingA(), Codecs.PCMU));
      End far = calls.end(b, Calls.towards(line.facingB(), line.facingB(), Codecs.PCMU));
      near.path().speak("low", Tones.sine(440, 24_000, 24_000 * 30, 10_000));
      far.ear().awaitTone(440);
      short[] heard = far.ear().next(Duration.ofSeconds(4));
      assertThat(Tones.share(heard, 0, heard.length, 16_000, 440)).isGreaterThan(0.8);
      // What comes twice counts against what was lost (RFC 3550 appendix A.3), so that a few
      // seconds
      // of this weather may even seem to have lost nothing; the longer, the surer.
      await(() -> far.leg().quality().packetsLost() > 0);
      Quality quality = far.leg().quality();
      assertThat(quality.jitterMs()).isBetween(2.0, 60.0);
      // A clean G.711 line has 4.4; how much less this one has depends on which packets were lost.
      await(() -> far.leg().quality().meanOpinionScore() < 4.38);
      assertThat(far.leg().quality().meanOpinionScore()).isGreaterThanOrEqualTo(1.0);
      assertThat(far.path().stats().framesConcealed()).isPositive();
    }
  }

  @Test
  void hearsKeysOnceEachInBothDirections() {
    List<End> ends = calls.pair();
    ends.get(0).leg().sendDigits("147#");
    ends.get(1).leg().sendDigits("*D");
    for (char key : "147#".toCharArray()) {
      assertThat(ends.get(1).events().await("digit")).isEqualTo("digit " + key);
    }
    for (char key : "*D".toCharArray()) {
      assertThat(ends.get(0).events().await("digit")).isEqualTo("digit " + key);
    }
    ends.get(1).ear().next(Duration.ofMillis(300));
    assertThat(ends.get(1).events().has("digit")).isFalse();
  }

  @Test
  void tellsWhenTheCallerBeginsAndStopsToSpeak() {
    List<End> ends = calls.pair();
    ends.get(1).ear().awaitSilence();
    ends.get(0).path().speak("a", Tones.sine(440, 24_000, 24_000, 10_000));
    assertThat(ends.get(1).events().await("s")).isEqualTo("speaks");
    assertThat(ends.get(1).events().await("s")).isEqualTo("stops");
  }

  @Test
  void tellsThatNothingComesAnyMoreButNotOnHold() throws IOException {
    PathSettings impatient =
        new PathSettings(24_000, Duration.ofMinutes(1), Duration.ofMillis(600));
    try (RawPeer peer = new RawPeer()) {
      MediaPort port = calls.port();
      RtpTerms terms = Calls.towards(peer.address(), peer.address(), Codecs.PCMU);
      End end =
          calls.end(port, terms.withDirection(Direction.SENDONLY), impatient, Optional.empty());
      end.ear().next(Duration.ofMillis(1500));
      assertThat(end.events().has("nothing")).isFalse();
      end.leg().renegotiate(terms);
      end.events().await("nothing heard");
      // And again when it is passed once more.
      end.events().await("nothing heard");
    }
  }

  @Test
  void hearsNothingOfWhatComesWhileItHoldsTheCall() throws IOException {
    List<End> ends = calls.pair();
    End holder = ends.get(0);
    ends.get(1).path().speak("music", Tones.sine(440, 24_000, 24_000 * 20, 10_000));
    holder.ear().awaitTone(440);
    RtpTerms terms =
        Calls.towards(
            ends.get(1).port().rtpAddress(), ends.get(1).port().rtcpAddress(), Codecs.PCMU);
    holder.leg().renegotiate(terms.withDirection(Direction.SENDONLY));
    holder.ear().awaitSilence();
    holder.leg().renegotiate(terms);
    holder.ear().awaitTone(440);
  }

  @Test
  void exchangesReportsAndMeasuresTheRoundTrip() {
    List<End> ends = calls.pair();
    await(() -> ends.stream().allMatch(end -> end.leg().arrivals() > 0));
    await(() -> ends.stream().allMatch(end -> end.leg().quality().roundTripMs() > 0));
    assertThat(ends.getFirst().leg().quality().roundTripMs()).isLessThan(1000);
  }

  @Test
  void sharesOnePortWithReportsWhereThatWasAgreed() {
    MediaPort a = calls.port();
    MediaPort b = calls.port();
    End near = calls.end(a, Calls.towards(b.rtpAddress(), b.rtpAddress(), Codecs.PCMU));
    calls.end(b, Calls.towards(a.rtpAddress(), a.rtpAddress(), Codecs.PCMU));
    await(() -> near.leg().quality().roundTripMs() > 0);
  }

  @Test
  void measuresWhatItAddsInEachDirection() {
    List<End> ends = calls.pair();
    ends.get(0).ear().awaitSilence();
    ends.get(0).path().speak("a", Tones.sine(440, 24_000, 24_000, 10_000));
    ends.get(0).path().speechEnded("a");
    ends.get(0).events().await("played");
    PathStats stats = ends.get(0).path().stats();
    assertThat(stats.spokenDelay().count()).isEqualTo(1);
    assertThat(stats.spokenDelay().maxMs()).isPositive();
    assertThat(stats.heardDelay().count()).isPositive();
    assertThat(stats.heardDelay().p50Ms()).isBetween(1.0, 200.0);
    assertThat(stats.framesSpoken()).isBetween(50L, 52L);
    assertThat(stats.framesHeard()).isGreaterThan(50);
    assertThat(ends.get(0).path().offset())
        .isGreaterThanOrEqualTo(Duration.ofMillis(20 * stats.framesHeard()));
  }

  @Test
  void leaksNoPortOverAThousandPaths() {
    long before = calls.wire().counters().portsLent();
    for (int round = 0; round < 50; round++) {
      try (Calls.Batch batch = calls.batch(20)) {
        assertThat(calls.wire().counters().portsLent()).isEqualTo(before + 20);
        assertThat(batch.ends()).hasSize(20);
      }
      await(() -> calls.wire().counters().portsLent() == before);
    }
    assertThat(calls.wire().counters().lent()).isGreaterThanOrEqualTo(1000);
    assertThat(calls.pacer().stats().registered()).isZero();
  }

  private static byte[] encoded(Codec codec, double hz, int samples) {
    byte[] payload = new byte[samples];
    codec.encoder().encode(Tones.sine(hz, 8000, samples, 10_000), 0, samples, payload, 0);
    return payload;
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }

  /// A phone that plays a tone, a packet each 20 ms.
  private static final class Phone {
    private final RawPeer peer;
    private final InetSocketAddress to;
    private int sequence = 65_530;
    private int timestamp;

    Phone(RawPeer peer, InetSocketAddress to) {
      this.peer = peer;
      this.to = to;
    }

    void play(double hz, int packets) throws IOException {
      byte[] tone = encoded(Codecs.PCMU, hz, 160 * packets);
      long began = System.nanoTime();
      for (int i = 0; i < packets; i++) {
        byte[] payload = Arrays.copyOfRange(tone, i * 160, (i + 1) * 160);
        peer.send(to, 0, sequence++ & 0xffff, timestamp, SSRC, payload);
        timestamp += 160;
        long due = began + (i + 1) * 20_000_000L;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
      }
    }
  }
}
