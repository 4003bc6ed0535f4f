package io.oratio.media.jitter;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.oratio.media.codec.Codec;
import io.oratio.media.codec.Codecs;
import io.oratio.media.jitter.JitterBuffer.Arrival;
import io.oratio.media.jitter.JitterBuffer.Frame;
import io.oratio.media.rtp.RtpHeader;
import io.oratio.media.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A line in pinned time between a sender and a jitter buffer: packets are planned with the moment
/// of their arrival, then played out with a tick every 20 ms.
final class Line {
  static final long MS = 1_000_000L;

  private record Planned(long atNanos, ByteBuf datagram, boolean sound) {}

  final JitterBuffer buffer;
  final Codec codec;
  final List<Frame> frames = new ArrayList<>();
  final List<Arrival> arrivals = new ArrayList<>();
  private final List<Planned> planned = new ArrayList<>();
  private final List<short[]> heard = new ArrayList<>();
  private int arrived;
  private long tickAt;

  int ssrc = 0x1234;
  int sequenceNumber = 65530;
  int timestamp = -480;

  Line() {
    this(JitterSettings.STANDARD, 0);
  }

  Line(JitterSettings settings, long firstTickNanos) {
    this.codec = Codecs.PCMU;
    this.buffer = new JitterBuffer(settings, codec.rateHz(), codec.clockHz());
    this.tickAt = firstTickNanos;
  }

  /// Plans the next packet of the stream.
  Line packet(short[] sound, int offset, int count, long arrivesNanos) {
    byte[] payload = new byte[count];
    codec.encoder().encode(sound, offset, count, payload, 0);
    plan(payload, arrivesNanos, true);
    timestamp += count;
    return this;
  }

  /// Leaves a packet out as a lossy line does: its number and its time pass.
  Line lost(int count) {
    sequenceNumber++;
    timestamp += count;
    return this;
  }

  /// Leaves time out as a sender that pauses does.
  Line pause(int count) {
    timestamp += count;
    return this;
  }

  Line event(long arrivesNanos) {
    plan(new byte[4], arrivesNanos, false);
    return this;
  }

  void plan(byte[] payload, long arrivesNanos, boolean sound) {
    ByteBuf datagram = Unpooled.buffer(RtpHeader.BYTES + payload.length);
    RtpHeader.write(datagram, 0, false, sequenceNumber++, timestamp, ssrc);
    datagram.writeBytes(payload);
    planned.add(new Planned(arrivesNanos, datagram, sound));
  }

  /// Plans the packet planned last once more.
  Line again(long arrivesNanos) {
    Planned last = planned.getLast();
    planned.add(new Planned(arrivesNanos, last.datagram(), last.sound()));
    return this;
  }

  /// Plans all of a sound in packets of this length, on time.
  Line stream(short[] sound, int packetSamples, long firstNanos) {
    for (int i = 0; (i + 1) * packetSamples <= sound.length; i++) {
      long at = firstNanos + i * (packetSamples * 1_000_000_000L / codec.rateHz());
      packet(sound, i * packetSamples, packetSamples, at);
    }
    return this;
  }

  /// Lets time pass: arrivals and ticks in their order; an arrival at the moment of a tick is
  /// first.
  Line run(int ticks) {
    List<Planned> rest = new ArrayList<>(planned.subList(arrived, planned.size()));
    rest.sort(Comparator.comparingLong(Planned::atNanos));
    planned.subList(arrived, planned.size()).clear();
    planned.addAll(rest);
    RtpPacket packet = new RtpPacket();
    for (int i = 0; i < ticks; i++) {
      while (arrived < planned.size() && planned.get(arrived).atNanos() <= tickAt) {
        Planned next = planned.get(arrived++);
        packet.read(next.datagram());
        if (next.sound()) {
          arrivals.add(buffer.put(packet, codec.decoder(), next.atNanos()));
        } else {
          buffer.other(packet);
        }
      }
      short[] out = new short[buffer.frameSamples()];
      // What was in the array before must not be heard.
      Arrays.fill(out, (short) 12345);
      frames.add(buffer.take(out, tickAt));
      heard.add(out);
      tickAt += 20 * MS;
    }
    return this;
  }

  /// Skips ticks, as a process does that was stopped.
  Line stall(int ticks) {
    tickAt += ticks * 20 * MS;
    return this;
  }

  short[] heard() {
    short[] all = new short[heard.size() * buffer.frameSamples()];
    for (int i = 0; i < heard.size(); i++) {
      System.arraycopy(heard.get(i), 0, all, i * buffer.frameSamples(), buffer.frameSamples());
    }
    return all;
  }

  short[] heard(int frame) {
    return heard.get(frame);
  }

  /// What a sound is after the codec.
  short[] coded(short[] sound) {
    byte[] payload = new byte[sound.length];
    short[] coded = new short[sound.length];
    codec.encoder().encode(sound, 0, sound.length, payload, 0);
    codec.decoder().decode(payload, 0, payload.length, coded, 0);
    return coded;
  }

  long count(Frame frame) {
    return frames.stream().filter(frame::equals).count();
  }

  long count(Arrival arrival) {
    return arrivals.stream().filter(arrival::equals).count();
  }

  /// Where in `all` this stretch of the original is found again, unchanged; -1 where it is not.
  static int find(short[] all, short[] original, int from, int count) {
    for (int at = 0; at + count <= all.length; at++) {
      if (Arrays.equals(all, at, at + count, original, from, from + count)) {
        return at;
      }
    }
    return -1;
  }
}
