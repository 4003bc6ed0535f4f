package io.oratio.media.path;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.oratio.media.rtcp.NtpTime;
import io.oratio.media.rtcp.ReceptionStats;
import io.oratio.media.rtcp.ReportBlock;
import io.oratio.media.rtcp.ReportInterval;
import io.oratio.media.rtcp.RtcpPacket;
import io.oratio.media.rtcp.RtcpReader;
import io.oratio.media.rtcp.RtcpWriter;
import io.oratio.media.rtcp.SourceDescription;
import io.oratio.media.wire.MediaPort;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/// RTCP of one leg: tells the peer how we hear it, and reads how it hears us (RFC 3550 §6). Reports
/// count only from the IP address that sound comes from. On the event loop only; it works every few
/// seconds.
final class RtpReports {
  private static final int CNAME_BYTES = 12;
  private static final int REPORT_BYTES_MAX = 256;

  private final MediaPort port;
  private final RtpSender sender;
  private final RtpReceiver receiver;
  private final ReceptionStats stats;
  private final ReportInterval interval;
  private final InstantSource clock;
  private final String cname;
  private final ByteBuf report;
  private RtpTerms terms;
  private boolean hasBegun;
  private long dueNanos;
  private long packetsToldOf;
  private boolean hasLearnt;
  private InetSocketAddress learnt;
  private Duration roundTrip = Duration.ZERO;
  private long sent;
  private long heard;
  private long refused;
  private boolean hasPeerLeft;

  RtpReports(
      MediaPort port,
      RtpSender sender,
      RtpReceiver receiver,
      RtpTerms terms,
      RandomGenerator random,
      InstantSource clock) {
    this.port = port;
    this.sender = sender;
    this.receiver = receiver;
    this.terms = terms;
    this.stats = new ReceptionStats(receiver.tracker());
    this.interval = new ReportInterval(random);
    this.clock = clock;
    this.learnt = terms.remoteRtcp();
    // A name that says nothing of the machine, new for each call (RFC 7022 §4.2).
    byte[] name = new byte[CNAME_BYTES];
    random.nextBytes(name);
    this.cname = HexFormat.of().formatHex(name);
    this.report = PooledByteBufAllocator.DEFAULT.directBuffer(REPORT_BYTES_MAX);
  }

  void agree(RtpTerms other) {
    terms = other;
    hasLearnt = false;
  }

  /// Sends a report when one is due.
  void tick(long nowNanos) {
    if (!hasBegun) {
      hasBegun = true;
      dueNanos = nowNanos + interval.next().toNanos();
    }
    if (nowNanos - dueNanos < 0) {
      return;
    }
    dueNanos = nowNanos + interval.next().toNanos();
    if (!terms.isHeldByAddress()) {
      begin(nowNanos);
      send();
    }
  }

  /// Says that we leave; the buffer is let go.
  void close(long nowNanos) {
    if (!terms.isHeldByAddress() && sender.packets() + sent > 0) {
      begin(nowNanos);
      RtcpWriter.write(report, new RtcpPacket.Bye(List.of(sender.ssrc()), ""));
      send();
    }
    report.release();
  }

  /// Reads one datagram, on its arrival.
  void datagram(ByteBuf datagram, InetSocketAddress from, long arrivalNanos) {
    if (!from.getAddress().equals(receiver.destination().getAddress())) {
      refused++;
      return;
    }
    switch (RtcpReader.read(datagram)) {
      case RtcpReader.Result.Compound(List<RtcpPacket> packets) -> {
        heard++;
        packets.forEach(packet -> read(packet, from, arrivalNanos));
      }
      case RtcpReader.Result.Malformed _ -> refused++;
    }
  }

  /// There and back, by the last report; zero when none came.
  Duration roundTrip() {
    return roundTrip;
  }

  /// Reports that counted.
  long heard() {
    return heard;
  }

  /// Reports from strangers, and what was none.
  long refused() {
    return refused;
  }

  /// Whether the peer has said that it is gone.
  boolean hasPeerLeft() {
    return hasPeerLeft;
  }

  private void read(RtcpPacket packet, InetSocketAddress from, long arrivalNanos) {
    switch (packet) {
      case RtcpPacket.SenderReport sr -> {
        if (receiver.hasHeard() && sr.ssrc() == receiver.ssrc()) {
          stats.heard(sr, arrivalNanos);
          learnt = from;
          hasLearnt = true;
        }
        readAboutUs(sr.reports());
      }
      case RtcpPacket.ReceiverReport rr -> readAboutUs(rr.reports());
      case RtcpPacket.Bye bye ->
          hasPeerLeft |= receiver.hasHeard() && bye.sources().contains(receiver.ssrc());
      case RtcpPacket.Sdes _, RtcpPacket.Unknown _ -> {
        // Nothing in them for us.
      }
    }
  }

  private void readAboutUs(List<ReportBlock> blocks) {
    for (ReportBlock block : blocks) {
      if (block.ssrc() == sender.ssrc()) {
        ReceptionStats.roundTrip(block, NtpTime.of(clock.instant()))
            .ifPresent(measured -> roundTrip = measured);
      }
    }
  }

  /// A sender's report if we have sent something since the last one, else a receiver's (§6.4).
  private void begin(long nowNanos) {
    List<ReportBlock> blocks =
        receiver.hasHeard() ? List.of(stats.block(receiver.ssrc(), nowNanos)) : List.of();
    report.clear();
    RtcpPacket first =
        sender.packets() > packetsToldOf
            ? new RtcpPacket.SenderReport(
                sender.ssrc(),
                NtpTime.of(clock.instant()),
                sender.timestampNow(),
                (int) sender.packets(),
                (int) sender.octets(),
                blocks)
            : new RtcpPacket.ReceiverReport(sender.ssrc(), blocks);
    packetsToldOf = sender.packets();
    RtcpWriter.write(report, first);
    RtcpWriter.write(
        report, new RtcpPacket.Sdes(List.of(new SourceDescription(sender.ssrc(), cname))));
  }

  private void send() {
    sent++;
    if (terms.isRtcpMuxed()) {
      port.sendRtp(report, receiver.destination());
    } else {
      port.sendRtcp(report, reportsTo());
    }
  }

  /// Where sound comes from where it was signalled, so go reports; where a NAT moved it, to where
  /// the peer's own reports come from, or else to the next port.
  private InetSocketAddress reportsTo() {
    InetSocketAddress sound = receiver.destination();
    if (sound.equals(terms.remoteRtp())) {
      return terms.remoteRtcp();
    }
    if (!hasLearnt) {
      learnt = new InetSocketAddress(sound.getAddress(), Math.min(65_535, sound.getPort() + 1));
      hasLearnt = true;
    }
    return learnt;
  }
}
