package io.oratio.media.rtcp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads a compound packet (RFC 3550 §6.1, checks of appendix A.2).
///
/// It is more lenient than A.2 in one thing: the first packet need not be a report, because some
/// peers send a lone SDES or BYE, or reduced-size RTCP without having agreed on it (RFC 5506).
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |V=2|P|  count  |      PT       |  length in words, minus one   |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public final class RtcpReader {
  static final int SR = 200;
  static final int RR = 201;
  static final int SDES = 202;
  static final int BYE = 203;
  static final int CNAME = 1;

  private static final int HEADER_BYTES = 4;

  private RtcpReader() {}

  /// What a datagram held.
  public sealed interface Result {
    /// All packets in it, in order.
    record Compound(List<RtcpPacket> packets) implements Result {
      public Compound {
        packets = List.copyOf(packets);
      }
    }

    /// It is not RTCP; none of it was used.
    record Malformed(Fault fault) implements Result {}
  }

  /// Why a datagram is not RTCP: a closed set, for metrics.
  public enum Fault {
    /// Nothing, or less than a header.
    TOO_SHORT,
    /// Not version 2.
    WRONG_VERSION,
    /// A length that points outside of the datagram.
    WRONG_LENGTH,
    /// Padding of 0, of more than there is, or before the last packet.
    WRONG_PADDING,
    /// A packet too short for what its count promises.
    WRONG_COUNT
  }

  /// Reads the readable bytes of a datagram without moving its reader index.
  public static Result read(ByteBuf datagram) {
    List<RtcpPacket> packets = new ArrayList<>(3);
    int at = datagram.readerIndex();
    int end = datagram.writerIndex();
    do {
      if (end - at < HEADER_BYTES) {
        return new Result.Malformed(Fault.TOO_SHORT);
      }
      int first = datagram.getUnsignedByte(at);
      if (first >> 6 != 2) {
        return new Result.Malformed(Fault.WRONG_VERSION);
      }
      int after = at + 4 * (datagram.getUnsignedShort(at + 2) + 1);
      if (after > end) {
        return new Result.Malformed(Fault.WRONG_LENGTH);
      }
      int until = after;
      if ((first & 0x20) != 0) {
        int padding = datagram.getUnsignedByte(after - 1);
        until = after - padding;
        if (after != end || padding == 0 || until < at + HEADER_BYTES) {
          return new Result.Malformed(Fault.WRONG_PADDING);
        }
      }
      Body body = new Body(datagram, at + HEADER_BYTES, until, first & 0x1f);
      if (!body.read(datagram.getUnsignedByte(at + 1), packets)) {
        return new Result.Malformed(Fault.WRONG_COUNT);
      }
      at = after;
    } while (at < end);
    return new Result.Compound(packets);
  }

  /// The bytes of one packet after its header.
  private record Body(ByteBuf bytes, int from, int until, int count) {
    /// Adds the packet to `packets`; false where it is shorter than its count says.
    boolean read(int payloadType, List<RtcpPacket> packets) {
      return switch (payloadType) {
        case SR -> senderReport(packets);
        case RR -> receiverReport(packets);
        case SDES -> description(packets);
        case BYE -> bye(packets);
        default -> packets.add(new RtcpPacket.Unknown(payloadType));
      };
    }

    private boolean senderReport(List<RtcpPacket> packets) {
      if (until - from < 24 + count * ReportBlock.BYTES) {
        return false;
      }
      return packets.add(
          new RtcpPacket.SenderReport(
              bytes.getInt(from),
              bytes.getLong(from + 4),
              bytes.getInt(from + 12),
              bytes.getInt(from + 16),
              bytes.getInt(from + 20),
              reports(from + 24)));
    }

    private boolean receiverReport(List<RtcpPacket> packets) {
      if (until - from < 4 + count * ReportBlock.BYTES) {
        return false;
      }
      return packets.add(new RtcpPacket.ReceiverReport(bytes.getInt(from), reports(from + 4)));
    }

    private List<ReportBlock> reports(int first) {
      List<ReportBlock> reports = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        int at = first + i * ReportBlock.BYTES;
        reports.add(
            new ReportBlock(
                bytes.getInt(at),
                bytes.getUnsignedByte(at + 4),
                bytes.getMedium(at + 5),
                bytes.getInt(at + 8),
                bytes.getUnsignedInt(at + 12),
                bytes.getInt(at + 16),
                bytes.getUnsignedInt(at + 20)));
      }
      return reports;
    }

    private boolean description(List<RtcpPacket> packets) {
      List<SourceDescription> sources = new ArrayList<>(count);
      int at = from;
      for (int i = 0; i < count; i++) {
        if (until - at < 4) {
          return false;
        }
        int ssrc = bytes.getInt(at);
        at += 4;
        String cname = "";
        while (at < until && bytes.getByte(at) != 0) {
          int length = at + 1 < until ? bytes.getUnsignedByte(at + 1) : 0;
          if (at + 2 + length > until) {
            return false;
          }
          if (bytes.getUnsignedByte(at) == CNAME) {
            cname = bytes.toString(at + 2, length, StandardCharsets.UTF_8);
          }
          at += 2 + length;
        }
        // A list of items ends with one to four zeros, up to the next word.
        at = from + (at - from) / 4 * 4 + 4;
        sources.add(new SourceDescription(ssrc, cname));
      }
      return packets.add(new RtcpPacket.Sdes(sources));
    }

    private boolean bye(List<RtcpPacket> packets) {
      int at = from + 4 * count;
      if (at > until) {
        return false;
      }
      List<Integer> sources = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        sources.add(bytes.getInt(from + 4 * i));
      }
      String reason = "";
      if (at < until) {
        int length = bytes.getUnsignedByte(at);
        if (at + 1 + length > until) {
          return false;
        }
        reason = bytes.toString(at + 1, length, StandardCharsets.UTF_8);
      }
      return packets.add(new RtcpPacket.Bye(sources, reason));
    }
  }
}
