package io.oratio.media.jitter;

import io.oratio.media.rtp.RtpPacket;

/// Gives the packets of a stream a number and a position that never wrap, from their 16-bit
/// sequence number and their 32-bit timestamp, and notices when another stream begins: by its SSRC,
/// or by two packets in a row whose numbers are far from the others (RFC 3550 A.1).
final class Unwrapping {
  /// A jump of more is another stream (RFC 3550 A.1).
  private static final int MAX_DROPOUT = 3000;

  private static final int NO_SUSPECT = -1;

  /// What a packet is to those before it.
  enum Place {
    SAME_STREAM,
    NEW_STREAM,
    STRAY
  }

  private final int rateHz;
  private final int clockHz;
  private boolean started;
  private int ssrc;
  private long highest;
  private long number;
  private int suspect;
  private int anchorTimestamp;
  private long anchorPosition;

  Unwrapping(int rateHz, int clockHz) {
    this.rateHz = rateHz;
    this.clockHz = clockHz;
  }

  /// Places a packet; [#number] tells its number, unless it is a stray.
  Place place(RtpPacket packet) {
    int sequenceNumber = packet.sequenceNumber();
    if (!started || packet.ssrc() != ssrc) {
      begin(packet);
      return Place.NEW_STREAM;
    }
    int ahead = (short) (sequenceNumber - (int) highest);
    if (ahead > MAX_DROPOUT || ahead <= -PacketSlots.COUNT) {
      if (sequenceNumber == suspect) {
        begin(packet);
        return Place.NEW_STREAM;
      }
      suspect = sequenceNumber + 1 & 0xffff;
      return Place.STRAY;
    }
    suspect = NO_SUSPECT;
    number = highest + ahead;
    highest = Math.max(highest, number);
    return Place.SAME_STREAM;
  }

  private void begin(RtpPacket packet) {
    started = true;
    ssrc = packet.ssrc();
    suspect = NO_SUSPECT;
    // One cycle up, so that packets just before the first have a number too.
    number = packet.sequenceNumber() + 0x10000L;
    highest = number;
    anchorTimestamp = packet.timestamp();
    anchorPosition = 0;
  }

  /// The number of the packet placed last.
  long number() {
    return number;
  }

  /// The highest number of the stream.
  long highest() {
    return highest;
  }

  /// Where in the stream a timestamp is, in samples; later ones are told from here, so that the
  /// stream may be of any length while its pauses are shorter than half the range of a timestamp.
  long position(int timestamp) {
    anchorPosition += (long) (timestamp - anchorTimestamp) * rateHz / clockHz;
    anchorTimestamp = timestamp;
    return anchorPosition;
  }
}
