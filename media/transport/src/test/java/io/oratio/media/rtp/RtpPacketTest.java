package io.oratio.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.oratio.media.rtp.RtpPacket.Verdict;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RtpPacketTest {
  private static final String FIXED = "123489abcdef01234567";

  private final RtpPacket packet = new RtpPacket();

  @Test
  void readsTheFixedHeaderAndThePayload() {
    assertThat(read("8088" + FIXED + "aabbcc")).isEqualTo(Verdict.OK);

    assertThat(packet.hasMarker()).isTrue();
    assertThat(packet.payloadType()).isEqualTo(8);
    assertThat(packet.sequenceNumber()).isEqualTo(0x1234);
    assertThat(packet.timestamp()).isEqualTo(0x89abcdef);
    assertThat(packet.ssrc()).isEqualTo(0x01234567);
    assertThat(payload()).isEqualTo("aabbcc");
  }

  @Test
  void findsThePayloadBehindSourcesExtensionAndBeforePadding() {
    String sources = "0000000100000002";
    String extension = "bede0001" + "51aa0000";

    assertThat(read("b200" + FIXED + sources + extension + "c0ff" + "000003"))
        .isEqualTo(Verdict.OK);

    assertThat(packet.hasMarker()).isFalse();
    assertThat(payload()).isEqualTo("c0ff");
  }

  @Test
  void readsFromTheReaderIndexAndLeavesItThere() {
    ByteBuf datagram = bytes("ffffff" + "8000" + FIXED + "d5").skipBytes(3);

    assertThat(packet.read(datagram)).isEqualTo(Verdict.OK);

    assertThat(payload()).isEqualTo("d5");
    assertThat(datagram.readerIndex()).isEqualTo(3);
    assertThat(packet.payload()).isSameAs(datagram);
    assertThat(packet.payloadIndex()).isEqualTo(15);
  }

  @Test
  void readsAPacketWithoutPayload() {
    assertThat(read("8000" + FIXED)).isEqualTo(Verdict.OK);
    assertThat(packet.payloadBytes()).isZero();
    assertThat(read("a000" + FIXED + "00000004")).isEqualTo(Verdict.OK);
    assertThat(packet.payloadBytes()).isZero();
  }

  @Test
  void refusesWhatIsNoRtp() {
    assertThat(read("")).isEqualTo(Verdict.TOO_SHORT);
    assertThat(read("8000" + FIXED.substring(2))).isEqualTo(Verdict.TOO_SHORT);
    assertThat(read("4000" + FIXED)).isEqualTo(Verdict.WRONG_VERSION);
    assertThat(read("0001" + FIXED + "2112a442")).isEqualTo(Verdict.WRONG_VERSION);
    assertThat(read("80c8" + FIXED)).isEqualTo(Verdict.RTCP);
    assertThat(read("80df" + FIXED)).isEqualTo(Verdict.RTCP);
    assertThat(read("80c0" + FIXED)).isEqualTo(Verdict.RTCP);
    assertThat(read("80bf" + FIXED)).isEqualTo(Verdict.OK);
    assertThat(read("80e0" + FIXED)).isEqualTo(Verdict.OK);
  }

  @Test
  void refusesLengthsThatPointOutside() {
    assertThat(read("8100" + FIXED + "000000")).isEqualTo(Verdict.CSRC_TOO_LONG);
    assertThat(read("8f00" + FIXED + "00".repeat(59))).isEqualTo(Verdict.CSRC_TOO_LONG);
    assertThat(read("8f00" + FIXED + "00".repeat(60))).isEqualTo(Verdict.OK);
    assertThat(read("9000" + FIXED + "bede00")).isEqualTo(Verdict.EXTENSION_TOO_LONG);
    assertThat(read("9000" + FIXED + "bede0001" + "000000")).isEqualTo(Verdict.EXTENSION_TOO_LONG);
    assertThat(read("9000" + FIXED + "bedeffff" + "00000000"))
        .isEqualTo(Verdict.EXTENSION_TOO_LONG);
    assertThat(read("9000" + FIXED + "bede0000")).isEqualTo(Verdict.OK);
    assertThat(read("a000" + FIXED)).isEqualTo(Verdict.WRONG_PADDING);
    assertThat(read("a000" + FIXED + "aa00")).isEqualTo(Verdict.WRONG_PADDING);
    assertThat(read("a000" + FIXED + "aa03")).isEqualTo(Verdict.WRONG_PADDING);
    assertThat(read("a000" + FIXED + "aa02")).isEqualTo(Verdict.OK);
  }

  @Test
  void showsNothingOfTheLastPacketAfterARefusal() {
    read("80ff" + FIXED + "aabbcc");
    read("40ff" + FIXED + "aabbcc");

    assertThat(packet.hasMarker()).isFalse();
    assertThat(packet.payloadType()).isZero();
    assertThat(packet.sequenceNumber()).isZero();
    assertThat(packet.timestamp()).isZero();
    assertThat(packet.ssrc()).isZero();
    assertThat(packet.payloadBytes()).isZero();
    assertThat(packet.payload().isReadable()).isFalse();
  }

  @Test
  void tellsRtcpFromRtpOnASharedPort() {
    assertThat(RtpPacket.isRtcp(bytes("80c8"))).isTrue();
    assertThat(RtpPacket.isRtcp(bytes("81cd"))).isTrue();
    assertThat(RtpPacket.isRtcp(bytes("8000"))).isFalse();
    assertThat(RtpPacket.isRtcp(bytes("80e0"))).isFalse();
    assertThat(RtpPacket.isRtcp(bytes("00c8"))).isFalse();
    assertThat(RtpPacket.isRtcp(bytes("80"))).isFalse();
  }

  @Test
  void writesWhatItReads() {
    ByteBuf out = Unpooled.buffer();

    RtpHeader.write(out, 101, true, 65536 + 7, -2, 0xcafebabe);
    RtpHeader.write(out, 0x80 | 8, false, 65535, 1, 2);

    assertThat(out.readableBytes()).isEqualTo(2 * RtpHeader.BYTES);
    assertThat(packet.read(out.readSlice(12))).isEqualTo(Verdict.OK);
    assertThat(packet.hasMarker()).isTrue();
    assertThat(packet.payloadType()).isEqualTo(101);
    assertThat(packet.sequenceNumber()).isEqualTo(7);
    assertThat(packet.timestamp()).isEqualTo(-2);
    assertThat(packet.ssrc()).isEqualTo(0xcafebabe);
    assertThat(packet.read(out.readSlice(12))).isEqualTo(Verdict.OK);
    assertThat(packet.hasMarker()).isFalse();
    assertThat(packet.payloadType()).isEqualTo(8);
    assertThat(packet.sequenceNumber()).isEqualTo(65535);
  }

  private Verdict read(String hex) {
    return packet.read(bytes(hex));
  }

  private String payload() {
    byte[] payload = new byte[packet.payloadBytes()];
    packet.copyPayload(payload, 0);
    return HexFormat.of().formatHex(payload);
  }

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));
  }
}
