package io.oratio.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.oratio.media.codec.Codecs;
import io.oratio.media.pcm.Tones;
import io.oratio.media.rtp.RtpHeader;
import io.oratio.media.rtp.RtpPacket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StagingTest {
  private static final short[] TONE = Tones.sine(125, 8000, 2000, 8000);

  private final Staging staging = new Staging(8000);
  private final PacketSlots slots = new PacketSlots();
  private final short[] out = new short[2000];

  @Test
  void givesOutWhatWentInInPiecesOfAnyLength() {
    put(1, 0, 240);
    put(2, 240, 160);
    assertThat(staging.decode(slots, 1, 0)).isEqualTo(240);
    assertThat(staging.take(out, 0, 160)).isEqualTo(160);
    assertThat(staging.decode(slots, 2, 0)).isEqualTo(160);
    assertThat(staging.count()).isEqualTo(240);
    assertThat(staging.take(out, 160, 160)).isEqualTo(160);
    assertThat(staging.take(out, 320, 160)).isEqualTo(80);
    assertThat(staging.take(out, 400, 160)).isZero();

    assertThat(Arrays.copyOf(out, 400)).isEqualTo(Arrays.copyOf(coded(), 400));
  }

  @Test
  void leavesOutWhatWasPlayedAlready() {
    put(1, 0, 160);
    put(2, 160, 160);
    staging.decode(slots, 1, 0);
    assertThat(staging.decode(slots, 2, 100)).isEqualTo(60);
    assertThat(staging.count()).isEqualTo(220);
    staging.take(out, 0, 220);

    assertThat(Arrays.copyOf(out, 160)).isEqualTo(Arrays.copyOf(coded(), 160));
    assertThat(Arrays.copyOfRange(out, 160, 220)).isEqualTo(Arrays.copyOfRange(coded(), 260, 320));
    put(3, 0, 160);
    assertThat(staging.decode(slots, 3, 1000)).isZero();
    assertThat(staging.count()).isZero();
  }

  @Test
  void skipsNoMoreThanItHas() {
    put(1, 0, 160);
    staging.decode(slots, 1, 0);
    staging.skip(60);
    assertThat(staging.count()).isEqualTo(100);
    staging.take(out, 0, 10);
    assertThat(out[0]).isEqualTo(coded()[60]);
    staging.skip(200);
    assertThat(staging.count()).isZero();
  }

  @Test
  void takesAPeriodOutWithoutASeam() {
    put(1, 0, 960);
    staging.decode(slots, 1, 0);
    int period = staging.period();
    assertThat(period % 64).isZero();
    staging.shorten(period);
    assertThat(staging.count()).isEqualTo(960 - period);
    staging.take(out, 0, 160);

    assertThat(Tones.snrDb(TONE, period, out, 0, 160)).isGreaterThan(30);
  }

  @Test
  void blendsFromWhatWasBeforeToWhatComesAfter() {
    short[] step = new short[480];
    Arrays.fill(step, 0, 160, (short) 8031);
    put(1, step, 0, 480);
    staging.decode(slots, 1, 0);
    staging.shorten(160);
    staging.take(out, 0, 160);

    // A straight line down over 10 ms.
    int loud = codedValue((short) 8031);
    for (int i = 0; i < 80; i++) {
      int expected = Math.round(loud * (80 - i) / 81f);
      assertThat((int) out[i]).isBetween(expected - 10, expected + 10);
    }
    assertThat(Arrays.copyOfRange(out, 80, 160)).containsOnly(out[100]);
  }

  @Test
  void needsAFrameAndTheBlendToShorten() {
    assertThat(staging.neededToShorten()).isEqualTo(240);
    assertThat(new Staging(16000).neededToShorten()).isEqualTo(480);
  }

  @Test
  void hasRoomForTheLongestPacketBehindAllItIsAskedToHold() {
    put(1, 0, 399);
    staging.decode(slots, 1, 0);
    put(2, 0, 960);
    assertThat(staging.decode(slots, 2, 0)).isEqualTo(960);
    assertThat(staging.count()).isEqualTo(1359);
  }

  @Test
  void asksWhetherAllOfAStretchIsQuiet() {
    short[] halfLoud = new short[320];
    System.arraycopy(TONE, 0, halfLoud, 160, 160);
    put(1, halfLoud, 0, 320);
    staging.decode(slots, 1, 0);

    assertThat(staging.isQuiet(new Quiet(), 160)).isTrue();
    assertThat(staging.isQuiet(new Quiet(), 320)).isFalse();
    staging.clear();
    assertThat(staging.count()).isZero();
  }

  private void put(long number, int from, int count) {
    put(number, TONE, from, count);
  }

  private void put(long number, short[] sound, int from, int count) {
    byte[] payload = new byte[count];
    Codecs.PCMU.encoder().encode(sound, from, count, payload, 0);
    ByteBuf datagram = Unpooled.buffer();
    RtpHeader.write(datagram, 0, false, (int) number, 0, 1);
    datagram.writeBytes(payload);
    RtpPacket packet = new RtpPacket();
    packet.read(datagram);
    slots.keep(number, packet, Codecs.PCMU.decoder(), 0, 0);
  }

  private static short[] coded() {
    byte[] payload = new byte[TONE.length];
    short[] coded = new short[TONE.length];
    Codecs.PCMU.encoder().encode(TONE, 0, TONE.length, payload, 0);
    Codecs.PCMU.decoder().decode(payload, 0, payload.length, coded, 0);
    return coded;
  }

  private static int codedValue(short sample) {
    byte[] payload = new byte[1];
    short[] coded = new short[1];
    Codecs.PCMU.encoder().encode(new short[] {sample}, 0, 1, payload, 0);
    Codecs.PCMU.decoder().decode(payload, 0, 1, coded, 0);
    return coded[0];
  }
}
