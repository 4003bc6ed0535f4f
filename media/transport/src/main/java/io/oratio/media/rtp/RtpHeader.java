package io.oratio.media.rtp;

import io.netty.buffer.ByteBuf;

/// Writes the fixed header of an RTP packet (RFC 3550 §5.1, drawn at [RtpPacket]): version 2, no
/// padding, no extension, no contributing sources.
public final class RtpHeader {
  /// Its length.
  public static final int BYTES = 12;

  private RtpHeader() {}

  /// Appends a header to `out`; the payload follows.
  ///
  /// @param payloadType 0 to 127
  /// @param sequenceNumber of which the lower 16 bits are sent
  public static void write(
      ByteBuf out, int payloadType, boolean marker, int sequenceNumber, int timestamp, int ssrc) {
    out.writeByte(0x80);
    out.writeByte((marker ? 0x80 : 0) | payloadType & 0x7f);
    out.writeShort(sequenceNumber);
    out.writeInt(timestamp);
    out.writeInt(ssrc);
  }
}
