package io.oratio.media.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.media.codec.Codec;
import io.oratio.media.codec.Codecs;
import io.oratio.media.path.Calls.End;
import io.oratio.media.path.RawPeer.Packet;
import io.oratio.media.pcm.Tones;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class RtpSendingTest {
  private static final byte MU_LAW_SILENCE = (byte) 0xff;

  private final Calls calls = new Calls();
  private RawPeer peer;
  private RtpTerms terms;

  @BeforeEach
  void dial() throws IOException {
    peer = new RawPeer();
    terms = Calls.towards(peer.address(), peer.address(), Codecs.PCMU);
  }

  @AfterEach
  void hangUp() throws IOException {
    calls.close();
    peer.close();
  }

  @Test
  void sendsSilenceToo() throws IOException {
    calls.end(calls.port(), terms);
    for (int i = 0; i < 10; i++) {
      assertThat(peer.next().payload()).hasSize(160).containsOnly(MU_LAW_SILENCE);
    }
  }

  @Test
  void countsSequenceAndTimestampOnWithoutAGapThroughSilenceAndSpeech() throws IOException {
    End end = calls.end(calls.port(), terms);
    Packet last = peer.next();
    assertThat(last.hasMarker()).isTrue();
    end.path().speak("a", Tones.sine(440, 24_000, 12_000, 10_000));
    end.path().speechEnded("a");
    for (int i = 0; i < 50; i++) {
      Packet packet = peer.next();
      assertThat(packet.sequence()).isEqualTo(last.sequence() + 1 & 0xffff);
      assertThat(packet.ssrc()).isEqualTo(last.ssrc());
      assertThat(packet.payloadType()).isZero();
      int passed = packet.timestamp() - last.timestamp();
      // A machine that stalls for longer makes the clock jump, and says so by the marker.
      assertThat(passed % 160).isZero();
      assertThat(packet.hasMarker()).isEqualTo(passed != 160);
      last = packet;
    }
    assertThat(end.events().await("played")).isEqualTo("played a");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 30, 40, 50, 60})
  void fillsPacketsOfTheLengthThatWasAgreed(int ptimeMs) throws IOException {
    End end = calls.end(calls.port(), withPtime(ptimeMs));
    int seconds = 1;
    end.path().speak("tone", Tones.sine(1000, 24_000, 24_000 * seconds, 10_000));
    end.path().speechEnded("tone");
    short[] heard = new short[0];
    Codec.Decoder decoder = Codecs.PCMU.decoder();
    Packet last = null;
    while (heard.length < 8000 * 3 / 2) {
      Packet packet = peer.next();
      assertThat(packet.payload()).hasSize(8 * ptimeMs);
      if (last != null && !packet.hasMarker()) {
        assertThat(packet.timestamp() - last.timestamp()).isEqualTo(8 * ptimeMs);
      }
      last = packet;
      int at = heard.length;
      heard = Arrays.copyOf(heard, at + packet.payload().length);
      decoder.decode(packet.payload(), 0, packet.payload().length, heard, at);
    }
    assertThat(ToneSpan.of(heard).count()).isBetween(7950, 8050);
    assertThat(end.events().await("played")).isEqualTo("played tone");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 60})
  void aFlushTellsToTheSampleWhatLeft(int ptimeMs) throws Exception {
    End end = calls.end(calls.port(), withPtime(ptimeMs));
    end.path().speak("long", Tones.sine(1000, 24_000, 24_000 * 20, 10_000));
    List<Packet> packets = new ArrayList<>();
    while (packets.size() * ptimeMs < 600) {
      packets.add(peer.next());
    }
    List<Playback> played = end.path().flush().toCompletableFuture().get(10, TimeUnit.SECONDS);
    Packet silent;
    do {
      silent = peer.next();
      packets.add(silent);
    } while (!isSilent(silent));
    // The packet with the last speech may end in silence, and then nothing follows.
    for (int i = 0; i < 10; i++) {
      Packet next = peer.next();
      assertThat(isSilent(next)).isTrue();
    }
    short[] heard = decoded(packets);
    ToneSpan span = ToneSpan.of(heard);
    assertThat(played).hasSize(1);
    Playback playback = played.getFirst();
    assertThat(playback.contentId()).isEqualTo("long");
    assertThat(playback.queuedSamples()).isEqualTo(24_000 * 20);
    // The resampler holds 3.5 ms back; its first sound is so much later than the first frame.
    assertThat(span.count())
        .isBetween(
            (int) (playback.playedSamples() / 3) - 12, (int) (playback.playedSamples() / 3) + 12);
  }

  @Test
  void nothingFollowsAFlushThatIsToldTwice() throws Exception {
    End end = calls.end(calls.port(), terms);
    end.path().speak("a", Tones.sine(1000, 24_000, 24_000, 10_000));
    end.path().flush().toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertThat(end.path().flush().toCompletableFuture().get(10, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void speaksTheNextWordsCleanlyAfterAFlush() throws Exception {
    End end = calls.end(calls.port(), terms);
    end.path().speak("a", Tones.sine(1000, 24_000, 24_000 * 5, 10_000));
    awaitSound();
    end.path().flush().toCompletableFuture().get(10, TimeUnit.SECONDS);
    end.path().speak("b", Tones.sine(440, 24_000, 24_000, 10_000));
    end.path().speechEnded("b");
    List<Packet> packets = new ArrayList<>();
    while (packets.size() < 75) {
      packets.add(peer.next());
    }
    assertThat(end.events().await("played")).isEqualTo("played b");
    short[] heard = decoded(packets);
    ToneSpan span = ToneSpan.of(heard, heard.length - 8000 - 4000);
    assertThat(Tones.share(heard, span.first() + 400, 4000, 8000, 440)).isGreaterThan(0.98);
  }

  @Test
  void sendsNothingWhileThePeerHoldsAndGoesOnAfterwards() throws Exception {
    End end = calls.end(calls.port(), terms);
    end.path().speak("a", Tones.sine(1000, 24_000, 24_000 * 2, 10_000));
    end.path().speechEnded("a");
    Packet before = awaitSound();
    end.leg().renegotiate(terms.withDirection(Direction.RECVONLY));
    Optional<Packet> last = Optional.of(before);
    Packet lastSent = before;
    while (last.isPresent()) {
      lastSent = last.get();
      last = peer.next(Duration.ofMillis(300));
    }
    assertThat(end.events().has("played")).isFalse();
    end.leg().renegotiate(terms);
    Packet resumed = peer.next();
    assertThat(resumed.hasMarker()).isTrue();
    assertThat(resumed.ssrc()).isEqualTo(before.ssrc());
    assertThat(resumed.sequence()).isEqualTo(lastSent.sequence() + 1 & 0xffff);
    assertThat(resumed.timestamp() - lastSent.timestamp()).isGreaterThan(8 * 250);
    // What had not been said yet waited.
    awaitSound();
    assertThat(end.events().await("played")).isEqualTo("played a");
  }

  @Test
  void sendsNothingToAPeerThatNamesNoAddress() throws IOException {
    InetSocketAddress nowhere = new InetSocketAddress("0.0.0.0", peer.address().getPort());
    calls.end(calls.port(), terms.withRemote(nowhere, nowhere));
    assertThat(peer.next(Duration.ofMillis(300))).isEmpty();
  }

  @Test
  void changesCodecAndAddressInTheMiddleOfTheCall() throws IOException {
    End end = calls.end(calls.port(), terms);
    Packet before = peer.next();
    try (RawPeer other = new RawPeer()) {
      end.leg().renegotiate(Calls.towards(other.address(), other.address(), Codecs.PCMA));
      Packet after = other.next();
      assertThat(after.payloadType()).isEqualTo(8);
      assertThat(after.payload()).containsOnly((byte) 0xd5);
      assertThat(after.ssrc()).isEqualTo(before.ssrc());
    }
  }

  @Test
  void dropsSpeechBeyondTheLimitAndCountsIt() {
    PathSettings small = new PathSettings(8000, Duration.ofSeconds(1), Duration.ofSeconds(30));
    End end = calls.end(calls.port(), terms, small, Optional.empty());
    end.path().speak("a", new short[7000]);
    end.path().speak("a", new short[2000]);
    end.path().speak("a", new short[500]);
    end.path().speechEnded("a");
    end.events().await("played");
    assertThat(end.path().stats().samplesDropped()).isEqualTo(2000);
    end.path().speak("b", new short[7000]);
    end.path().speechEnded("b");
    assertThat(end.events().await("played")).isEqualTo("played b");
    assertThat(end.path().stats().samplesDropped()).isEqualTo(2000);
  }

  @Test
  void sendsAKeyAsEventsUnderOneTimestampWithThreeEnds() throws IOException {
    End end = calls.end(calls.port(), terms);
    List<Packet> events = new ArrayList<>();
    Packet last = peer.next();
    end.leg().sendDigits("5#");
    while (events.size() < 14) {
      Packet packet = peer.next();
      assertThat(packet.sequence()).isEqualTo(last.sequence() + 1 & 0xffff);
      last = packet;
      if (packet.payloadType() == Calls.EVENTS) {
        events.add(packet);
      }
    }
    List<Packet> five = events.subList(0, 7);
    assertThat(five).extracting(Packet::timestamp).containsOnly(five.getFirst().timestamp());
    assertThat(five).allMatch(packet -> packet.payload()[0] == 5);
    assertThat(five.getFirst().hasMarker()).isTrue();
    assertThat(five.subList(1, 7)).noneMatch(Packet::hasMarker);
    assertThat(five.subList(4, 7)).allMatch(packet -> packet.payload()[1] < 0);
    assertThat(five.subList(0, 4)).allMatch(packet -> packet.payload()[1] >= 0);
    assertThat(events.subList(7, 14)).allMatch(packet -> packet.payload()[0] == 11);
  }

  @Test
  void sendsAKeyAsATonePairWhereNoEventsWereAgreed() throws IOException {
    End end = calls.end(calls.port(), withoutEvents());
    end.leg().sendDigits("5");
    List<Packet> packets = new ArrayList<>();
    packets.add(awaitSound());
    while (packets.size() < 8) {
      packets.add(peer.next());
    }
    short[] heard = decoded(packets);
    assertThat(Tones.share(heard, 0, 800, 8000, 770)).isBetween(0.4, 0.6);
    assertThat(Tones.share(heard, 0, 800, 8000, 1336)).isBetween(0.4, 0.6);
    assertThat(isSilent(packets.getLast())).isTrue();
  }

  @Test
  void refusesWhatIsNoKeyAndDropsKeysThatFindNoRoom() throws IOException {
    End end = calls.end(calls.port(), terms);
    assertThatThrownBy(() -> end.leg().sendDigits("12x"))
        .isInstanceOf(IllegalArgumentException.class);
    end.leg().sendDigits("1".repeat(200));
    peer.next();
    peer.next();
    assertThat(end.leg().keysDropped()).isEqualTo(72);
  }

  @Test
  void keepsItsRate() {
    assertThatThrownBy(() -> PathSettings.withEngineOutput(11_025))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> withPtime(15)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> withPtime(70)).isInstanceOf(IllegalArgumentException.class);
  }

  private Packet awaitSound() throws IOException {
    Packet packet = peer.next();
    while (isSilent(packet)) {
      packet = peer.next();
    }
    return packet;
  }

  private static boolean isSilent(Packet packet) {
    short[] heard = decoded(List.of(packet));
    return ToneSpan.of(heard).count() == 0;
  }

  private static short[] decoded(List<Packet> packets) {
    int count = packets.stream().mapToInt(packet -> packet.payload().length).sum();
    short[] samples = new short[count];
    int at = 0;
    for (Packet packet : packets) {
      at += Codecs.PCMU.decoder().decode(packet.payload(), 0, packet.payload().length, samples, at);
    }
    return samples;
  }

  private RtpTerms withPtime(int ptimeMs) {
    return new RtpTerms(
        terms.remoteRtp(),
        terms.remoteRtcp(),
        terms.sendCodec(),
        terms.sendPayloadType(),
        terms.receive(),
        terms.telephoneEventPayloadType(),
        terms.sendTelephoneEventPayloadType(),
        ptimeMs,
        terms.direction(),
        false);
  }

  private RtpTerms withoutEvents() {
    return new RtpTerms(
        terms.remoteRtp(),
        terms.remoteRtcp(),
        terms.sendCodec(),
        terms.sendPayloadType(),
        terms.receive(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        20,
        terms.direction(),
        false);
  }

  /// From the first to the last sample that is not silence.
  private record ToneSpan(int first, int last) {
    private static final int AUDIBLE = 600;

    static ToneSpan of(short[] samples) {
      return of(samples, 0);
    }

    static ToneSpan of(short[] samples, int from) {
      int first = -1;
      int last = -2;
      for (int i = from; i < samples.length; i++) {
        if (Math.abs(samples[i]) > AUDIBLE) {
          first = first < 0 ? i : first;
          last = i;
        }
      }
      return new ToneSpan(first, last);
    }

    int count() {
      return first < 0 ? 0 : last - first + 1;
    }
  }
}
