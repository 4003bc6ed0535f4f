package io.oratio.media.jitter;

import io.oratio.media.codec.Codec;
import io.oratio.media.rtp.RtpPacket;
import java.util.Arrays;

/// The last 128 packets of a stream by sequence number: which came, what they were, and the payload
/// of those that wait to be played. A slot's array is kept and used again, so that a call that has
/// run for a second allocates no more.
final class PacketSlots {
  /// A power of two: more than a second of 10 ms packets.
  static final int COUNT = 128;

  private static final int USUAL_BYTES = 240;

  private enum State {
    /// Sound that waits.
    WAITING,
    /// Sound that was played, or came too late to be.
    SPENT,
    /// No sound: an event, comfort noise, an empty packet.
    OTHER
  }

  private final long[] numbers = new long[COUNT];
  private final State[] states = new State[COUNT];
  private final byte[][] payloads = new byte[COUNT][USUAL_BYTES];
  private final int[] bytes = new int[COUNT];
  private final long[] positions = new long[COUNT];
  private final long[] arrivals = new long[COUNT];
  private final Codec.Decoder[] decoders = new Codec.Decoder[COUNT];
  private int waiting;

  PacketSlots() {
    clear();
  }

  /// Whether this packet came, whatever it was.
  boolean came(long number) {
    return numbers[slot(number)] == number;
  }

  /// Whether this packet came and was no sound: its absence from the sound is no loss.
  boolean isOther(long number) {
    return came(number) && states[slot(number)] == State.OTHER;
  }

  boolean isWaiting(long number) {
    return came(number) && states[slot(number)] == State.WAITING;
  }

  /// Notes a packet that is no sound; returns whether it pushed out one that still waited.
  boolean note(long number) {
    boolean pushed = pushOut(number);
    numbers[slot(number)] = number;
    states[slot(number)] = State.OTHER;
    return pushed;
  }

  /// Keeps a packet; returns whether it pushed out one that still waited.
  boolean keep(long number, RtpPacket packet, Codec.Decoder decoder, long position, long arrival) {
    boolean pushed = pushOut(number);
    int slot = slot(number);
    numbers[slot] = number;
    states[slot] = State.WAITING;
    positions[slot] = position;
    arrivals[slot] = arrival;
    decoders[slot] = decoder;
    bytes[slot] = packet.payloadBytes();
    if (payloads[slot].length < bytes[slot]) {
      payloads[slot] = new byte[bytes[slot]];
    }
    packet.copyPayload(payloads[slot], 0);
    waiting++;
    return pushed;
  }

  /// Where in the stream the sound of a waiting packet begins, in samples.
  long position(long number) {
    return positions[slot(number)];
  }

  long arrival(long number) {
    return arrivals[slot(number)];
  }

  int samples(long number) {
    int slot = slot(number);
    return decoders[slot].samplesIn(payloads[slot], 0, bytes[slot]);
  }

  /// Decodes a waiting packet, which is spent then; returns the number of samples.
  int decode(long number, short[] out, int offset) {
    int slot = slot(number);
    spend(number);
    return decoders[slot].decode(payloads[slot], 0, bytes[slot], out, offset);
  }

  /// Gives a waiting packet up.
  void spend(long number) {
    states[slot(number)] = State.SPENT;
    waiting--;
  }

  /// How many packets wait.
  int waiting() {
    return waiting;
  }

  void clear() {
    Arrays.fill(numbers, Long.MIN_VALUE);
    waiting = 0;
  }

  private boolean pushOut(long number) {
    int slot = slot(number);
    boolean pushed = numbers[slot] != Long.MIN_VALUE && states[slot] == State.WAITING;
    if (pushed) {
      waiting--;
    }
    return pushed;
  }

  private static int slot(long number) {
    return (int) (number & (COUNT - 1));
  }
}
