package io.oratio.media.path;

import io.netty.buffer.ByteBuf;
import io.oratio.media.codec.Codec;
import io.oratio.media.rtp.RtpPacket;
import io.oratio.media.rtp.SequenceTracker;
import io.oratio.media.wire.Latching;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;

/// Reads the peer's packets and gives out a frame every 20 ms. Whose packets count is decided
/// before any payload is read. On the event loop only.
final class RtpReceiver {
  private static final int PAYLOAD_TYPES = 128;
  private static final int QUEUE_SAMPLES = 8000;

  private final Latching latching;
  private final RtpPacket packet = new RtpPacket();
  private final SequenceTracker tracker = new SequenceTracker();
  private final Codec.Decoder[] decoders = new Codec.Decoder[PAYLOAD_TYPES];
  private final byte[] payload = new byte[2048];
  private final short[] queue = new short[QUEUE_SAMPLES];
  private int queued;
  private RtpTerms terms;
  private long foreign;
  private long malformed;
  private long accepted;

  RtpReceiver(RtpTerms terms, Duration window, long nowNanos) {
    this.terms = terms;
    this.latching = new Latching(terms.remoteRtp(), terms.mediaFromAnywhere(), window, nowNanos);
    agree();
  }

  /// Reads by these terms from the next packet on.
  void agree(RtpTerms other, long nowNanos) {
    boolean isSameAddress = other.remoteRtp().equals(terms.remoteRtp());
    latching.renegotiated(other.remoteRtp(), isSameAddress, other.mediaFromAnywhere(), nowNanos);
    terms = other;
    agree();
  }

  private void agree() {
    Arrays.fill(decoders, null);
    terms.receive().forEach((type, codec) -> decoders[type] = codec.decoder());
  }

  void datagram(ByteBuf datagram, InetSocketAddress from, long arrivalNanos) {
    if (packet.read(datagram) != RtpPacket.Verdict.OK) {
      malformed++;
      return;
    }
    Codec.Decoder decoder = decoders[packet.payloadType()];
    switch (latching.judge(
        from, packet.ssrc(), packet.sequenceNumber(), decoder != null, arrivalNanos)) {
      case PEER -> accept(decoder);
      case PEER_ANEW -> {
        tracker.reset();
        queued = 0;
        accept(decoder);
      }
      case PROBATION, FOREIGN -> foreign++;
    }
  }

  private void accept(Codec.Decoder decoder) {
    accepted++;
    if (tracker.packet(packet.sequenceNumber()) == SequenceTracker.Order.REFUSED
        || decoder == null
        || packet.payloadBytes() > payload.length) {
      return;
    }
    packet.copyPayload(payload, 0);
    int samples = decoder.samplesIn(payload, 0, packet.payloadBytes());
    if (terms.receives() && queued + samples <= queue.length) {
      queued += decoder.decode(payload, 0, packet.payloadBytes(), queue, queued);
    }
  }

  /// Writes the next frame, whatever has come.
  void frame(short[] out, int count) {
    int taken = Math.min(count, queued);
    System.arraycopy(queue, 0, out, 0, taken);
    Arrays.fill(out, taken, count, (short) 0);
    queued -= taken;
    System.arraycopy(queue, taken, queue, 0, queued);
  }

  InetSocketAddress destination() {
    return latching.destination();
  }

  long accepted() {
    return accepted;
  }

  long foreign() {
    return foreign;
  }

  long lost() {
    return Math.max(0, tracker.lost());
  }
}
