package io.oratio.media.path;

/// What a line was like, measured where we stand.
///
/// @param packetsReceived RTP packets accepted
/// @param packetsLost expected and never seen (RFC 3550 appendix A.3)
/// @param packetsLate seen too late to be played
/// @param packetsForeign from an address or SSRC that is not the peer's, dropped unread
/// @param packetsSent RTP packets sent
/// @param jitterMs interarrival jitter (RFC 3550 §6.4.1), milliseconds
/// @param roundTripMs by RTCP; 0 when no report came
/// @param meanOpinionScore by the E-model (ITU-T G.107), 1.0 to 4.5
public record Quality(
    long packetsReceived,
    long packetsLost,
    long packetsLate,
    long packetsForeign,
    long packetsSent,
    double jitterMs,
    double roundTripMs,
    double meanOpinionScore) {}
