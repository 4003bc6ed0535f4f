package io.oratio.media.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// A view of one RTP packet (RFC 3550 §5.1) in a datagram. It is read again and again, so that no
/// packet allocates; what it shows is good until the next [#read] or the release of the buffer,
/// which it never takes over.
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |V=2|P|X|  CC   |M|     PT      |       sequence number         |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                           timestamp                           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                             SSRC                              |
/// +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
/// |                    CSRC, CC times 32 bits                     |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |  X: defined by profile        |  length in 32-bit words       |
/// |  X: header extension                                          |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |  payload                        P: padding and its length     |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public final class RtpPacket {
  /// What was found in a datagram: a packet, or why it is none.
  public enum Verdict {
    /// All checks of RFC 3550 appendix A.1 that need no history hold.
    OK,
    /// Fewer than the 12 bytes of the fixed header.
    TOO_SHORT,
    /// Not version 2.
    WRONG_VERSION,
    /// An RTCP packet by its second byte (RFC 5761 §4), not RTP.
    RTCP,
    /// The contributing sources do not fit into the datagram.
    CSRC_TOO_LONG,
    /// The header extension does not fit into the datagram.
    EXTENSION_TOO_LONG,
    /// The padding is 0 or longer than what it could pad.
    WRONG_PADDING
  }

  private ByteBuf datagram = Unpooled.EMPTY_BUFFER;
  private boolean marker;
  private int payloadType;
  private int sequenceNumber;
  private int timestamp;
  private int ssrc;
  private int payloadIndex;
  private int payloadBytes;

  /// Reads the readable bytes of a datagram without moving its reader index. Where the verdict is
  /// not [Verdict#OK] the view shows an empty packet of zeros.
  public Verdict read(ByteBuf datagram) {
    clear();
    int begin = datagram.readerIndex();
    int end = datagram.writerIndex();
    if (end - begin < RtpHeader.BYTES) {
      return Verdict.TOO_SHORT;
    }
    int first = datagram.getUnsignedByte(begin);
    int second = datagram.getUnsignedByte(begin + 1);
    if (first >> 6 != 2) {
      return Verdict.WRONG_VERSION;
    }
    if (second >= 192 && second <= 223) {
      return Verdict.RTCP;
    }
    int at = begin + RtpHeader.BYTES + 4 * (first & 0xf);
    if (at > end) {
      return Verdict.CSRC_TOO_LONG;
    }
    if ((first & 0x10) != 0) {
      if (at + 4 > end) {
        return Verdict.EXTENSION_TOO_LONG;
      }
      at += 4 + 4 * datagram.getUnsignedShort(at + 2);
      if (at > end) {
        return Verdict.EXTENSION_TOO_LONG;
      }
    }
    int padding = 0;
    if ((first & 0x20) != 0) {
      padding = at < end ? datagram.getUnsignedByte(end - 1) : 0;
      if (padding == 0 || padding > end - at) {
        return Verdict.WRONG_PADDING;
      }
    }
    this.datagram = datagram;
    marker = (second & 0x80) != 0;
    payloadType = second & 0x7f;
    sequenceNumber = datagram.getUnsignedShort(begin + 2);
    timestamp = datagram.getInt(begin + 4);
    ssrc = datagram.getInt(begin + 8);
    payloadIndex = at;
    payloadBytes = end - at - padding;
    return Verdict.OK;
  }

  /// Whether a datagram on a port shared by RTP and RTCP is RTCP: version 2 and a second byte of
  /// 192 to 223 (RFC 5761 §4).
  public static boolean isRtcp(ByteBuf datagram) {
    if (datagram.readableBytes() < 2) {
      return false;
    }
    int second = datagram.getUnsignedByte(datagram.readerIndex() + 1);
    return datagram.getUnsignedByte(datagram.readerIndex()) >> 6 == 2
        && second >= 192
        && second <= 223;
  }

  /// The marker bit: the begin of a talkspurt or of an event (RFC 3551 §4.1); often missing.
  public boolean hasMarker() {
    return marker;
  }

  /// 0 to 127.
  public int payloadType() {
    return payloadType;
  }

  /// 0 to 65535.
  public int sequenceNumber() {
    return sequenceNumber;
  }

  /// All 32 bits in an int; two of them differ by what `a - b` says, wrapped or not.
  public int timestamp() {
    return timestamp;
  }

  /// The synchronisation source, all 32 bits in an int; only its identity means something.
  public int ssrc() {
    return ssrc;
  }

  /// Where the payload begins in [#payload].
  public int payloadIndex() {
    return payloadIndex;
  }

  /// The length of the payload, padding left out; may be 0.
  public int payloadBytes() {
    return payloadBytes;
  }

  /// The buffer that holds the payload, still owned by whoever gave it to [#read].
  public ByteBuf payload() {
    return datagram;
  }

  /// Copies the whole payload to `to`, which must have room for [#payloadBytes] from `at`.
  public void copyPayload(byte[] to, int at) {
    datagram.getBytes(payloadIndex, to, at, payloadBytes);
  }

  private void clear() {
    datagram = Unpooled.EMPTY_BUFFER;
    marker = false;
    payloadType = 0;
    sequenceNumber = 0;
    timestamp = 0;
    ssrc = 0;
    payloadIndex = 0;
    payloadBytes = 0;
  }
}
