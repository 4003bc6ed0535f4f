package io.oratio.media.rtcp;

import java.util.List;

/// One packet of a compound (RFC 3550 §6.1).
public sealed interface RtcpPacket {
  /// At most so many reports, sources or names fit into one packet (the count has 5 bits).
  int MAX_COUNT = 31;

  /// SR: what a sender has sent, and what it hears of others (§6.4.1).
  ///
  /// @param ntp the sender's clock, seconds since 1900 in the upper 32 bits ([NtpTime])
  /// @param rtpTimestamp the same moment on the clock of its stream
  /// @param packets sent so far, lower 32 bits
  /// @param octets of payload sent so far, lower 32 bits
  record SenderReport(
      int ssrc, long ntp, int rtpTimestamp, int packets, int octets, List<ReportBlock> reports)
      implements RtcpPacket {
    public SenderReport {
      reports = limited(reports);
    }
  }

  /// RR: what one that sends nothing hears of others (§6.4.2).
  record ReceiverReport(int ssrc, List<ReportBlock> reports) implements RtcpPacket {
    public ReceiverReport {
      reports = limited(reports);
    }
  }

  /// SDES: who the sources are (§6.5).
  record Sdes(List<SourceDescription> sources) implements RtcpPacket {
    public Sdes {
      sources = limited(sources);
    }
  }

  /// BYE: these sources are gone (§6.6).
  ///
  /// @param reason may be blank
  record Bye(List<Integer> sources, String reason) implements RtcpPacket {
    public Bye {
      sources = limited(sources);
    }
  }

  /// A type we know nothing of, or nothing worth telling (APP, feedback, XR).
  ///
  /// @param payloadType 192 to 223
  record Unknown(int payloadType) implements RtcpPacket {}

  private static <T> List<T> limited(List<T> list) {
    if (list.size() > MAX_COUNT) {
      throw new IllegalArgumentException("an RTCP packet holds at most 31, not " + list.size());
    }
    return List.copyOf(list);
  }
}
