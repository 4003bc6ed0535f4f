package io.oratio.gateway.sip;

import io.oratio.gateway.trunk.DigestAlgorithm;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How the edge is set up.
///
/// @param bindAddress what it listens on; the wildcard for all
/// @param port for UDP and TCP; 0 takes any that is free for both
/// @param advertisedAddress what is told to everyone instead of the local address, behind a 1:1 NAT
/// @param userAgent our `Server` and `User-Agent` header
/// @param t1 the round-trip estimate retransmissions begin with (RFC 3261 §17.1.1.1)
/// @param ackWait how long a 200 may stay without its ACK; RFC 3261 §13.3.1.4 says 64 T1
/// @param digest the algorithms callers are challenged with, the preferred first. Some old clients
///   give up on a first challenge they do not know (SIPp 3.6 does): list MD5 first for them
/// @param minSessionExpires the shortest session timer we accept (RFC 4028 §5: at least 90 s)
public record SipSettings(
    InetAddress bindAddress,
    int port,
    Optional<InetAddress> advertisedAddress,
    String userAgent,
    Duration t1,
    Duration ackWait,
    Duration minSessionExpires,
    List<DigestAlgorithm> digest,
    SipLimits limits) {
  public SipSettings {
    digest = List.copyOf(digest);
    if (digest.isEmpty()) {
      throw new IllegalArgumentException("callers are challenged with at least one algorithm");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("the SIP port is 0 to 65535");
    }
    if (!userAgent.matches("[A-Za-z0-9][A-Za-z0-9 ./()_-]{0,63}")) {
      throw new IllegalArgumentException("the user agent is 1 to 64 plain characters");
    }
  }

  /// The usual timers and limits.
  public static SipSettings on(InetAddress bindAddress, int port) {
    return new SipSettings(
        bindAddress,
        port,
        Optional.empty(),
        "Oratio",
        Duration.ofMillis(500),
        Duration.ofSeconds(32),
        Duration.ofSeconds(90),
        List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5),
        SipLimits.usual());
  }

  public SipSettings withAdvertisedAddress(InetAddress address) {
    return new SipSettings(
        bindAddress,
        port,
        Optional.of(address),
        userAgent,
        t1,
        ackWait,
        minSessionExpires,
        digest,
        limits);
  }

  public SipSettings withTimers(Duration t1, Duration ackWait, Duration minSessionExpires) {
    return new SipSettings(
        bindAddress,
        port,
        advertisedAddress,
        userAgent,
        t1,
        ackWait,
        minSessionExpires,
        digest,
        limits);
  }

  public SipSettings withDigest(List<DigestAlgorithm> digest) {
    return new SipSettings(
        bindAddress,
        port,
        advertisedAddress,
        userAgent,
        t1,
        ackWait,
        minSessionExpires,
        digest,
        limits);
  }

  public SipSettings withLimits(SipLimits limits) {
    return new SipSettings(
        bindAddress,
        port,
        advertisedAddress,
        userAgent,
        t1,
        ackWait,
        minSessionExpires,
        digest,
        limits);
  }
}
