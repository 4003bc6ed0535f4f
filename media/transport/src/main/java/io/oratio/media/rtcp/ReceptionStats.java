package io.oratio.media.rtcp;

import io.oratio.media.rtp.SequenceTracker;
import java.time.Duration;
import java.util.Optional;

/// What we say of the one sender we hear, and what its reports say of us: report blocks out, round
/// trip in (RFC 3550 §6.4). One per stream, on the call's event loop.
public final class ReceptionStats {
  private static final int MOST_LOST = 0x7fffff;
  private static final int LEAST_LOST = -0x800000;

  private final SequenceTracker tracker;
  private boolean reported;
  private int lastSenderReport;
  private long lastSenderReportNanos;

  /// Statistics over what `tracker` has counted.
  public ReceptionStats(SequenceTracker tracker) {
    this.tracker = tracker;
  }

  /// Notes a report of the sender, so that the next block tells it when that was.
  ///
  /// @param nowNanos any nanosecond clock, the same for all calls
  public void heard(RtcpPacket.SenderReport report, long nowNanos) {
    reported = true;
    lastSenderReport = NtpTime.middle(report.ntp());
    lastSenderReportNanos = nowNanos;
  }

  /// The block about the sender for our next report. Ask once for each: the fraction lost begins
  /// anew.
  public ReportBlock block(int ssrc, long nowNanos) {
    long delay = reported ? (nowNanos - lastSenderReportNanos) * 65536 / 1_000_000_000L : 0;
    return new ReportBlock(
        ssrc,
        tracker.takeFractionLost256(),
        Math.clamp(tracker.lost(), LEAST_LOST, MOST_LOST),
        (int) tracker.extendedHighest(),
        tracker.jitterUnits(),
        reported ? lastSenderReport : 0,
        Math.clamp(delay, 0, 0xffffffffL));
  }

  /// How long a packet takes there and back, from a block about our own stream (§6.4.1: A - LSR -
  /// DLSR); empty where the other side has not heard a report of ours, or its figures make no
  /// sense.
  ///
  /// @param ntpNow our clock when the block came, as in our own reports
  public static Optional<Duration> roundTrip(ReportBlock aboutUs, long ntpNow) {
    if (aboutUs.lastSenderReport() == 0) {
      return Optional.empty();
    }
    int units = NtpTime.middle(ntpNow) - aboutUs.lastSenderReport() - (int) aboutUs.delaySince();
    // Half a minute there and back is not a telephone call.
    if (units < 0 || units > 30 * 65536) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofNanos(units * 1_000_000_000L / 65536));
  }
}
