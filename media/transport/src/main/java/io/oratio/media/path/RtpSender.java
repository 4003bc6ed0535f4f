package io.oratio.media.path;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.oratio.media.codec.Codec;
import io.oratio.media.rtp.RtpHeader;
import io.oratio.media.wire.MediaPort;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Puts what the caller is to hear into packets, one SSRC for the whole call.
///
/// The timestamp counts the sampling clock, whether we send or not; the marker bit is set on the
/// first packet after a time without any (RFC 3551 §4.1). Silence is sent like sound, since
/// middleboxes and peers take a stream that pauses for one that has died. On the event loop only.
final class RtpSender {
  private static final int FRAME_MS = 20;
  private static final int PACKET_MS_MAX = 60;

  /// A stall that the pacer will not make up for: the timestamp jumps over it.
  private static final int SLOTS_BEHIND_MAX = Pacer.OWED_MAX + 2;

  private final MediaPort port;
  private final int ssrc;
  private final ByteBuf packet;
  private final short[] pending;
  private final byte[] payload;
  private int pendingCount;
  private int sequence;
  private int timestamp;
  private boolean isTalkspurtStart = true;
  private boolean hasBegun;
  private long beganNanos;
  private long slots;
  private long packets;
  private long octets;

  private Codec codec;
  private Codec.Encoder encoder;
  private int payloadType;
  private int packetSamples;

  RtpSender(MediaPort port, RtpTerms terms, RandomGenerator random) {
    this.port = port;
    // Random starts, so that a stranger who does not see the packets cannot guess them (RFC 3550
    // §5.1).
    this.ssrc = random.nextInt();
    this.sequence = random.nextInt() & 0xffff;
    this.timestamp = random.nextInt();
    int samplesMax = terms.sendCodec().rateHz() * (PACKET_MS_MAX + FRAME_MS) / 1000;
    this.pending = new short[samplesMax];
    this.payload = new byte[samplesMax * Short.BYTES];
    this.packet = PooledByteBufAllocator.DEFAULT.directBuffer(RtpHeader.BYTES + payload.length);
    this.codec = terms.sendCodec();
    this.encoder = codec.encoder();
    agree(terms);
  }

  /// Sends by these terms from the next packet on.
  void agree(RtpTerms terms) {
    if (!terms.sendCodec().equals(codec)) {
      codec = terms.sendCodec();
      encoder = codec.encoder();
    }
    payloadType = terms.sendPayloadType();
    packetSamples = codec.rateHz() * terms.ptimeMs() / 1000;
  }

  /// Takes the next 20 ms and sends what fills a packet.
  ///
  /// @param to the peer, or where we may not send, nothing goes out and only time passes
  void send(short[] samples, int count, InetSocketAddress to, boolean isAllowed, long nowNanos) {
    keepTime(nowNanos, count);
    System.arraycopy(samples, 0, pending, pendingCount, count);
    pendingCount += count;
    while (pendingCount >= packetSamples) {
      if (isAllowed) {
        sendPacket(packetSamples, to);
      } else {
        isTalkspurtStart = true;
      }
      timestamp += units(packetSamples);
      pendingCount -= packetSamples;
      System.arraycopy(pending, packetSamples, pending, 0, pendingCount);
    }
  }

  /// Time passes in which something else than sound is sent, a key for example. What waited for its
  /// packet to be full goes out as it is.
  void skip(int count, InetSocketAddress to, boolean isAllowed, long nowNanos) {
    keepTime(nowNanos, count);
    if (pendingCount > 0 && isAllowed) {
      sendPacket(pendingCount, to);
    }
    timestamp += units(pendingCount + count);
    pendingCount = 0;
    isTalkspurtStart = true;
  }

  /// Sends one packet that is no sound, in the same sequence.
  void sendOther(
      int otherPayloadType,
      boolean hasMarker,
      int otherTimestamp,
      byte[] bytes,
      int count,
      InetSocketAddress to) {
    packet.clear();
    RtpHeader.write(packet, otherPayloadType, hasMarker, sequence, otherTimestamp, ssrc);
    packet.writeBytes(bytes, 0, count);
    send(to, count);
  }

  int unsentSamples() {
    return pendingCount;
  }

  void silenceUnsent() {
    Arrays.fill(pending, 0, pendingCount, (short) 0);
  }

  int ssrc() {
    return ssrc;
  }

  /// The timestamp of the next sample to be taken.
  int timestampNow() {
    return timestamp + units(pendingCount);
  }

  long packets() {
    return packets;
  }

  /// Payload without headers, as sender reports count it (RFC 3550 §6.4.1).
  long octets() {
    return octets;
  }

  void close() {
    packet.release();
  }

  private void keepTime(long nowNanos, int count) {
    if (!hasBegun) {
      hasBegun = true;
      beganNanos = nowNanos;
    }
    long behind = (nowNanos - beganNanos) / Pacer.SLOT.toNanos() - slots;
    if (behind >= SLOTS_BEHIND_MAX) {
      slots += behind;
      timestamp += units(behind * count);
      isTalkspurtStart = true;
    }
    slots++;
  }

  private int units(long samples) {
    return (int) (samples * codec.clockHz() / codec.rateHz());
  }

  private void sendPacket(int samples, InetSocketAddress to) {
    int bytes = encoder.encode(pending, 0, samples, payload, 0);
    packet.clear();
    RtpHeader.write(packet, payloadType, isTalkspurtStart, sequence, timestamp, ssrc);
    packet.writeBytes(payload, 0, bytes);
    isTalkspurtStart = false;
    send(to, bytes);
  }

  private void send(InetSocketAddress to, int payloadBytes) {
    if (port.sendRtp(packet, to)) {
      packets++;
      octets += payloadBytes;
    }
    // A packet that the system refused is lost like any other: the peer may know.
    sequence = sequence + 1 & 0xffff;
  }
}
