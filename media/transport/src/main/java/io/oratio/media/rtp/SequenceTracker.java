package io.oratio.media.rtp;

/// Follows the sequence numbers and the timing of one sender, as appendix A of RFC 3550 has it: A.1
/// (validity, extension to 32 bits), A.3 (loss) and A.8 (jitter).
///
/// Unlike A.1 it accepts from the first packet on: who may send is decided before, by latching, and
/// a call should not lose its first syllable. One tracker follows one SSRC; a new SSRC gets a new
/// start by [#reset].
public final class SequenceTracker {
  /// A jump of more than this is not loss but another stream (RFC 3550 A.1).
  private static final int MAX_DROPOUT = 3000;

  /// Packets older than this are not reordered but another stream (RFC 3550 A.1).
  private static final int MAX_MISORDER = 100;

  private static final int NONE = 1 << 16;

  /// What a sequence number means after those before it.
  public enum Order {
    /// The first of all.
    FIRST,
    /// The highest so far, with or without a gap before it.
    ADVANCED,
    /// Below the highest: reordered or repeated.
    BEHIND,
    /// Two packets in a row far from the others: the sender began anew, and so do we.
    RESTARTED,
    /// Far from the others and alone: it must not be used.
    REFUSED
  }

  private boolean started;
  private int highest;
  private long cycles;
  private long base;
  private int suspect = NONE;
  private long received;
  private long expectedAtReport;
  private long receivedAtReport;
  private boolean timed;
  private int lastTransit;
  private int lastTimestamp;
  private int jitter16;

  /// Counts a packet by its sequence number.
  public Order packet(int sequenceNumber) {
    int number = sequenceNumber & 0xffff;
    if (!started) {
      begin(number);
      return Order.FIRST;
    }
    int step = number - highest & 0xffff;
    if (step < MAX_DROPOUT && step != 0) {
      if (number < highest) {
        cycles += 1 << 16;
      }
      highest = number;
      suspect = NONE;
      received++;
      return Order.ADVANCED;
    }
    if (step == 0 || step > (1 << 16) - MAX_MISORDER) {
      received++;
      return Order.BEHIND;
    }
    if (number == suspect) {
      begin(number);
      return Order.RESTARTED;
    }
    suspect = number + 1 & 0xffff;
    return Order.REFUSED;
  }

  /// Counts the timing of a packet that carries sound; packets that repeat a timestamp, as those of
  /// telephone events do, say nothing about jitter and are left out.
  ///
  /// @param arrivalUnits the local clock in units of the timestamp, lower 32 bits
  public void arrival(int timestamp, int arrivalUnits) {
    if (timed && timestamp == lastTimestamp) {
      return;
    }
    int transit = arrivalUnits - timestamp;
    if (timed) {
      int difference = Math.abs(transit - lastTransit);
      // RFC 3550 A.8, in sixteenths; a stretch is capped at a second of 48 kHz so that a paused or
      // newly begun timestamp does not drown the estimate.
      jitter16 += Math.min(Math.max(difference, 0), 48000) - (jitter16 + 8 >> 4);
    }
    timed = true;
    lastTransit = transit;
    lastTimestamp = timestamp;
  }

  /// Forgets all: the SSRC changed.
  public void reset() {
    started = false;
    timed = false;
    jitter16 = 0;
  }

  private void begin(int number) {
    started = true;
    highest = number;
    base = number;
    cycles = 0;
    suspect = NONE;
    received = 1;
    expectedAtReport = 0;
    receivedAtReport = 0;
    timed = false;
  }

  /// The highest sequence number with its cycles above it (RFC 3550 §6.4.1).
  public long extendedHighest() {
    return cycles + highest;
  }

  /// Packets counted since the start, repeated ones included.
  public long received() {
    return started ? received : 0;
  }

  /// Packets the sender must have sent since the start.
  public long expected() {
    return started ? extendedHighest() - base + 1 : 0;
  }

  /// Packets missing; negative where more were repeated than lost (RFC 3550 A.3).
  public long lost() {
    return expected() - received();
  }

  /// Jitter in units of the timestamp (RFC 3550 §6.4.1).
  public int jitterUnits() {
    return jitter16 >> 4;
  }

  /// The share of packets lost since this was last asked, in 256ths (RFC 3550 A.3); 0 where none is
  /// missing. Ask once for every report.
  public int takeFractionLost256() {
    long expectedNow = expected() - expectedAtReport;
    long lostNow = expectedNow - (received() - receivedAtReport);
    expectedAtReport = expected();
    receivedAtReport = received();
    if (expectedNow <= 0 || lostNow <= 0) {
      return 0;
    }
    return (int) Math.min(255, (lostNow << 8) / expectedNow);
  }
}
