package io.oratio.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.oratio.media.rtp.SequenceTracker;
import java.util.List;

/// Any datagram, read as RTCP: nothing is thrown, and what was understood is written and read again
/// as the same.
class RtcpFuzzTest {
  @FuzzTest(maxDuration = "20s")
  void takesAnyDatagram(byte[] input) {
    if (!(RtcpReader.read(Unpooled.wrappedBuffer(input))
        instanceof RtcpReader.Result.Compound(List<RtcpPacket> packets))) {
      return;
    }
    ReceptionStats stats = new ReceptionStats(new SequenceTracker());
    ByteBuf out = Unpooled.buffer();
    for (RtcpPacket packet : packets) {
      RtcpWriter.write(out, packet);
      switch (packet) {
        case RtcpPacket.SenderReport report -> {
          stats.heard(report, 0);
          report.reports().forEach(block -> ReceptionStats.roundTrip(block, report.ntp()));
        }
        case RtcpPacket.ReceiverReport report ->
            report.reports().forEach(block -> ReceptionStats.roundTrip(block, 0));
        case RtcpPacket.Sdes _, RtcpPacket.Bye _, RtcpPacket.Unknown _ -> {}
      }
    }
    stats.block(1, 1);
    if (out.isReadable()) {
      assertThat(RtcpReader.read(out)).isInstanceOf(RtcpReader.Result.Compound.class);
    }
  }
}
