package io.oratio.domain.session;

/// What the line was like, measured where we stand (RFC 3550 §6.4, ITU-T G.107).
///
/// @param packetsReceived RTP packets accepted
/// @param packetsLost expected and never seen
/// @param packetsLate seen too late to be played
/// @param jitterMs interarrival jitter, milliseconds
/// @param roundTripMs by RTCP; 0 when no report came
/// @param meanOpinionScore 1.0 to 4.5
public record LineQuality(
    long packetsReceived,
    long packetsLost,
    long packetsLate,
    double jitterMs,
    double roundTripMs,
    double meanOpinionScore) {
  public LineQuality {
    if (packetsReceived < 0 || packetsLost < 0 || packetsLate < 0) {
      throw new IllegalArgumentException("counts of packets are not negative");
    }
    if (!Double.isFinite(jitterMs)
        || !Double.isFinite(roundTripMs)
        || !Double.isFinite(meanOpinionScore)) {
      throw new IllegalArgumentException("measures of a line are numbers");
    }
  }
}
