package io.oratio.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.oratio.media.codec.Codecs;
import io.oratio.media.dtmf.DigitReceiver;
import io.oratio.media.dtmf.TelephoneEvent;
import io.oratio.media.jitter.JitterBuffer;
import io.oratio.media.jitter.JitterSettings;
import io.oratio.media.rtp.RtpPacket.Verdict;

/// Any datagrams, read as RTP, followed by number, played and read as keys: nothing is thrown, what
/// is shown lies within the datagram, and a frame is always given.
class RtpFuzzTest {
  private static final int LENGTH_BYTES = 1;

  @FuzzTest(maxDuration = "20s")
  void takesAnyDatagram(byte[] input) {
    JitterBuffer jitter = new JitterBuffer(JitterSettings.STANDARD, 8000, 8000);
    SequenceTracker tracker = new SequenceTracker();
    DigitReceiver digits = new DigitReceiver(8000);
    RtpPacket packet = new RtpPacket();
    short[] frame = new short[160];
    ByteBuf all = Unpooled.wrappedBuffer(input);
    long now = 0;
    while (all.readableBytes() > LENGTH_BYTES) {
      // Each datagram: a byte of length, then its bytes; its highest bit lets a tick pass before.
      int head = all.readUnsignedByte();
      ByteBuf datagram = all.readSlice(Math.min(head & 0x7f, all.readableBytes()));
      now += 7_000_000;
      if ((head & 0x80) != 0) {
        jitter.take(frame, now);
        digits.tick(now);
      }
      RtpPacket.isRtcp(datagram);
      Verdict verdict = packet.read(datagram);
      assertThat(packet.payloadBytes()).isBetween(0, datagram.readableBytes());
      if (verdict == Verdict.OK) {
        byte[] payload = new byte[packet.payloadBytes()];
        packet.copyPayload(payload, 0);
        tracker.packet(packet.sequenceNumber());
        tracker.arrival(packet.timestamp(), (int) now);
        assertThat(tracker.takeFractionLost256()).isBetween(0, 255);
        jitter.put(packet, Codecs.PCMA.decoder(), now);
        long at = now;
        TelephoneEvent.read(packet.payload(), packet.payloadIndex(), packet.payloadBytes())
            .ifPresent(event -> digits.packet(packet.timestamp(), event, at));
      }
    }
    jitter.take(frame, now);
  }
}
