package io.oratio.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.oratio.media.rtcp.RtcpPacket.Bye;
import io.oratio.media.rtcp.RtcpPacket.ReceiverReport;
import io.oratio.media.rtcp.RtcpPacket.Sdes;
import io.oratio.media.rtcp.RtcpPacket.SenderReport;
import io.oratio.media.rtcp.RtcpPacket.Unknown;
import io.oratio.media.rtcp.RtcpReader.Fault;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// RFC 3550 §6: reading and writing.
class RtcpTest {
  private static final ReportBlock BLOCK =
      new ReportBlock(0x11223344, 64, -3, 0x00010005, 0xfffffffeL, 0x55667788, 0x80000000L);

  private static final String BLOCK_HEX =
      "11223344" + "40fffffd" + "00010005" + "fffffffe" + "55667788" + "80000000";

  @Test
  void writesASenderReportAsDrawnIn641() {
    SenderReport report =
        new SenderReport(0xcafebabe, 0x0102030405060708L, -1, 1000, -2, List.of(BLOCK));
    String hex =
        "81c8000c" + "cafebabe" + "0102030405060708" + "ffffffff" + "000003e8" + "fffffffe";

    assertThat(write(report)).isEqualTo(hex + BLOCK_HEX);
    assertThat(read(hex + BLOCK_HEX)).containsExactly(report);
  }

  @Test
  void writesAReceiverReportAsDrawnIn642() {
    ReceiverReport empty = new ReceiverReport(7, List.of());
    ReceiverReport two = new ReceiverReport(7, List.of(BLOCK, BLOCK));

    assertThat(write(empty)).isEqualTo("80c9000100000007");
    assertThat(write(two)).isEqualTo("82c9000d00000007" + BLOCK_HEX + BLOCK_HEX);
    assertThat(read(write(empty))).containsExactly(empty);
    assertThat(read(write(two))).containsExactly(two);
  }

  @Test
  void writesDescriptionsPaddedAsIn65() {
    assertThat(write(new Sdes(List.of(new SourceDescription(1, "ab")))))
        .isEqualTo("81ca0003" + "00000001" + "01026162" + "00000000");
    assertThat(write(new Sdes(List.of(new SourceDescription(1, "a")))))
        .isEqualTo("81ca0002" + "00000001" + "01016100");
    assertThat(write(new Sdes(List.of(new SourceDescription(1, "")))))
        .isEqualTo("81ca0002" + "00000001" + "00000000");
    for (int length = 0; length < 12; length++) {
      Sdes sdes =
          new Sdes(
              List.of(
                  new SourceDescription(1, "x".repeat(length)), new SourceDescription(2, "late")));
      assertThat(read(write(sdes))).containsExactly(sdes);
    }
  }

  @Test
  void readsOverItemsOtherThanTheName() {
    String name = "0201" + "4e" + "01036a6f65" + "0801" + "70" + "000000";

    assertThat(read("81ca0005" + "00000009" + name + "0000"))
        .containsExactly(new Sdes(List.of(new SourceDescription(9, "joe"))));
  }

  @Test
  void writesAByeWithAndWithoutReason() {
    Bye silent = new Bye(List.of(1, 2), "");
    Bye spoken = new Bye(List.of(1), "bye");

    assertThat(write(silent)).isEqualTo("82cb00020000000100000002");
    assertThat(write(spoken)).isEqualTo("81cb0002" + "00000001" + "03627965");
    assertThat(read(write(silent))).containsExactly(silent);
    assertThat(read(write(spoken))).containsExactly(spoken);
  }

  @Test
  void cutsTextsToWhatALengthCanSay() {
    ByteBuf out = Unpooled.buffer();
    RtcpWriter.write(out, new Bye(List.of(1), "x".repeat(300)));

    Bye read = (Bye) read(ByteBufUtil.hexDump(out)).getFirst();
    assertThat(read.reason()).hasSize(255);
  }

  @Test
  void readsACompoundAndKeepsPlaceForUnknownTypes() {
    String report = "80c9000100000007";
    String unknown = "8fcd0002" + "00000001" + "00000002";

    assertThat(read(report + unknown + "80cb0000"))
        .containsExactly(
            new ReceiverReport(7, List.of()), new Unknown(205), new Bye(List.of(), ""));
    assertThat(write(new Unknown(205))).isEmpty();
  }

  @Test
  void readsPaddingOnTheLastPacketOnly() {
    String padded = "a0c9000200000007" + "00000004";

    assertThat(read("80c9000100000001" + padded)).hasSize(2);
    assertThat(fault(padded + "80c9000100000001")).isEqualTo(Fault.WRONG_PADDING);
    assertThat(fault("a0c9000200000007" + "00000000")).isEqualTo(Fault.WRONG_PADDING);
    assertThat(fault("a0c9000200000007" + "0000000c")).isEqualTo(Fault.WRONG_PADDING);
    assertThat(fault("a0c9000200000007" + "00000008")).isEqualTo(Fault.WRONG_COUNT);
    assertThat(fault("a0c9000200000007" + "00000009")).isEqualTo(Fault.WRONG_PADDING);
    assertThat(fault("a0c90000")).isEqualTo(Fault.WRONG_PADDING);
  }

  @Test
  void refusesWhatIsNoRtcp() {
    assertThat(fault("")).isEqualTo(Fault.TOO_SHORT);
    assertThat(fault("80c900")).isEqualTo(Fault.TOO_SHORT);
    assertThat(fault("80c9000100000001" + "8000")).isEqualTo(Fault.TOO_SHORT);
    assertThat(fault("40c9000100000001")).isEqualTo(Fault.WRONG_VERSION);
    assertThat(fault("80c9000200000001")).isEqualTo(Fault.WRONG_LENGTH);
    assertThat(fault("80c9ffff00000001")).isEqualTo(Fault.WRONG_LENGTH);
    assertThat(fault("80c90000")).isEqualTo(Fault.WRONG_COUNT);
    assertThat(fault("81c9000100000001")).isEqualTo(Fault.WRONG_COUNT);
    assertThat(fault("80c80005" + "00".repeat(20))).isEqualTo(Fault.WRONG_COUNT);
    assertThat(fault("81c80006" + "00".repeat(24))).isEqualTo(Fault.WRONG_COUNT);
    assertThat(fault("82cb000100000001")).isEqualTo(Fault.WRONG_COUNT);
    assertThat(fault("81cb0002" + "00000001" + "04627965")).isEqualTo(Fault.WRONG_COUNT);
    assertThat(fault("81ca0000")).isEqualTo(Fault.WRONG_COUNT);
    assertThat(fault("81ca0002" + "00000001" + "01ff6100")).isEqualTo(Fault.WRONG_COUNT);
    assertThat(fault("82ca0002" + "00000001" + "01016100")).isEqualTo(Fault.WRONG_COUNT);
  }

  @Test
  void readsFromTheReaderIndex() {
    ByteBuf datagram = bytes("ffff" + "80c9000100000007").skipBytes(2);

    assertThat(RtcpReader.read(datagram)).isInstanceOf(RtcpReader.Result.Compound.class);
    assertThat(datagram.readerIndex()).isEqualTo(2);
  }

  @Test
  void refusesToWriteNonsense() {
    assertThatThrownBy(() -> new ReceiverReport(1, Collections.nCopies(32, BLOCK)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReportBlock(1, 256, 0, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReportBlock(1, 0, 1 << 23, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReportBlock(1, 0, 0, 0, -1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReportBlock(1, 0, 0, 0, 0, 0, 1L << 32))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String write(RtcpPacket packet) {
    ByteBuf out = Unpooled.buffer();
    RtcpWriter.write(out, packet);
    return ByteBufUtil.hexDump(out);
  }

  private static List<RtcpPacket> read(String hex) {
    return ((RtcpReader.Result.Compound) RtcpReader.read(bytes(hex))).packets();
  }

  private static Fault fault(String hex) {
    return ((RtcpReader.Result.Malformed) RtcpReader.read(bytes(hex))).fault();
  }

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));
  }
}
