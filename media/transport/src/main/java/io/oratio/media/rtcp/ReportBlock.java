package io.oratio.media.rtcp;

/// What a receiver says of one sender (RFC 3550 §6.4.1).
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                    SSRC of the sender told of                 |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// | fraction lost |       cumulative number of packets lost       |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |           extended highest sequence number received           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                      interarrival jitter                      |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                         last SR (LSR)                         |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                   delay since last SR (DLSR)                  |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// @param ssrc whose packets are told of, all 32 bits
/// @param fractionLost256 since the last report, in 256ths
/// @param packetsLost since the beginning, -2^23 to 2^23 - 1
/// @param extendedHighest the lower 32 bits of the extended highest sequence number
/// @param jitterUnits in units of the timestamp, 0 to 2^32 - 1
/// @param lastSenderReport the middle 32 bits of the NTP time in the last SR; 0 where none came
/// @param delaySince since that report, in 65536ths of a second, 0 to 2^32 - 1
public record ReportBlock(
    int ssrc,
    int fractionLost256,
    int packetsLost,
    int extendedHighest,
    long jitterUnits,
    int lastSenderReport,
    long delaySince) {
  static final int BYTES = 24;

  private static final long UNSIGNED = 0xffffffffL;

  public ReportBlock {
    if (fractionLost256 < 0 || fractionLost256 > 255) {
      throw new IllegalArgumentException("a fraction lost is 0 to 255, not " + fractionLost256);
    }
    if (packetsLost < -0x800000 || packetsLost > 0x7fffff) {
      throw new IllegalArgumentException("packets lost are told in 24 bits, not " + packetsLost);
    }
    if ((jitterUnits & ~UNSIGNED) != 0 || (delaySince & ~UNSIGNED) != 0) {
      throw new IllegalArgumentException("jitter and delay are told in 32 bits");
    }
  }
}
