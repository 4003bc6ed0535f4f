package io.oratio.media.rtcp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Writes the packets of a compound (RFC 3550 §6.1), one after the other. The order is the
/// caller's: a report first, then SDES with the canonical name, then BYE.
public final class RtcpWriter {
  private RtcpWriter() {}

  /// Appends a packet to `out`. [RtcpPacket.Unknown] writes nothing.
  public static void write(ByteBuf out, RtcpPacket packet) {
    switch (packet) {
      case RtcpPacket.SenderReport report -> {
        int begin = begin(out, report.reports().size(), RtcpReader.SR);
        out.writeInt(report.ssrc());
        out.writeLong(report.ntp());
        out.writeInt(report.rtpTimestamp());
        out.writeInt(report.packets());
        out.writeInt(report.octets());
        reports(out, report.reports());
        end(out, begin);
      }
      case RtcpPacket.ReceiverReport report -> {
        int begin = begin(out, report.reports().size(), RtcpReader.RR);
        out.writeInt(report.ssrc());
        reports(out, report.reports());
        end(out, begin);
      }
      case RtcpPacket.Sdes sdes -> {
        int begin = begin(out, sdes.sources().size(), RtcpReader.SDES);
        sdes.sources().forEach(source -> description(out, source));
        end(out, begin);
      }
      case RtcpPacket.Bye bye -> {
        int begin = begin(out, bye.sources().size(), RtcpReader.BYE);
        bye.sources().forEach(out::writeInt);
        if (!bye.reason().isBlank()) {
          text(out, bye.reason());
        }
        end(out, begin);
      }
      case RtcpPacket.Unknown _ -> {}
    }
  }

  private static int begin(ByteBuf out, int count, int payloadType) {
    int begin = out.writerIndex();
    out.writeByte(0x80 | count);
    out.writeByte(payloadType);
    out.writeShort(0);
    return begin;
  }

  /// Fills up to the next word and writes the length where it belongs.
  private static void end(ByteBuf out, int begin) {
    int bytes = out.writerIndex() - begin;
    out.writeZero(-bytes & 3);
    out.setShort(begin + 2, (out.writerIndex() - begin) / 4 - 1);
  }

  private static void reports(ByteBuf out, List<ReportBlock> reports) {
    for (ReportBlock report : reports) {
      out.writeInt(report.ssrc());
      out.writeByte(report.fractionLost256());
      out.writeMedium(report.packetsLost());
      out.writeInt(report.extendedHighest());
      out.writeInt((int) report.jitterUnits());
      out.writeInt(report.lastSenderReport());
      out.writeInt((int) report.delaySince());
    }
  }

  private static void description(ByteBuf out, SourceDescription source) {
    int begin = out.writerIndex();
    out.writeInt(source.ssrc());
    if (!source.cname().isBlank()) {
      out.writeByte(RtcpReader.CNAME);
      text(out, source.cname());
    }
    // At least one zero ends the items, and then up to the next word.
    out.writeByte(0);
    out.writeZero(-(out.writerIndex() - begin) & 3);
  }

  private static void text(ByteBuf out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] kept = bytes.length > 255 ? Arrays.copyOf(bytes, 255) : bytes;
    out.writeByte(kept.length);
    out.writeBytes(kept);
  }
}
