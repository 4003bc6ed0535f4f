package io.oratio.runtime.outbound;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What the operator allows, and the limits.
///
/// @param plainHttp whether `http` is allowed everywhere; otherwise only to allowed targets that
///   say so
/// @param ports those a tenant may name
/// @param allowed private targets that may be reached all the same
/// @param redirectsAtMost how many are followed
/// @param connectTime for one address: TCP, then TLS as long again
/// @param totalTime the longest that anything may take, whatever a request asks for
/// @param wireBytes of an answer as it comes
/// @param decodedBytes of an answer once decompressed
/// @param headersAtMost lines of an answer's header; each of at most `headerLineBytes`
/// @param concurrentPerTenant requests of one tenant at a time
/// @param userAgent what we call ourselves
public record OutboundSettings(
    boolean plainHttp,
    Set<Integer> ports,
    List<AllowedTarget> allowed,
    int redirectsAtMost,
    Duration connectTime,
    Duration totalTime,
    long wireBytes,
    long decodedBytes,
    int headersAtMost,
    int headerLineBytes,
    int concurrentPerTenant,
    String userAgent) {
  public static final OutboundSettings USUAL =
      new OutboundSettings(
          false,
          Set.of(80, 443, 8080, 8443),
          List.of(),
          5,
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          16L << 20,
          32L << 20,
          100,
          8_192,
          16,
          "Oratio/1");

  public OutboundSettings {
    ports = Set.copyOf(ports);
    allowed = List.copyOf(allowed);
    if (redirectsAtMost < 0 || redirectsAtMost > 20) {
      throw new IllegalArgumentException("redirectsAtMost is 0 to 20");
    }
    if (!connectTime.isPositive() || !totalTime.isPositive()) {
      throw new IllegalArgumentException("a time limit has to be longer than nothing");
    }
    if (wireBytes < 1 || decodedBytes < 1 || headersAtMost < 1 || headerLineBytes < 64) {
      throw new IllegalArgumentException("a size limit is too small");
    }
    if (concurrentPerTenant < 1) {
      throw new IllegalArgumentException("concurrentPerTenant is at least 1");
    }
    if (!userAgent.matches("[\\x20-\\x7e]{1,200}")) {
      throw new IllegalArgumentException("userAgent is 1 to 200 plain characters");
    }
  }

  public OutboundSettings withPlainHttp(boolean isAllowed) {
    return new OutboundSettings(
        isAllowed,
        ports,
        allowed,
        redirectsAtMost,
        connectTime,
        totalTime,
        wireBytes,
        decodedBytes,
        headersAtMost,
        headerLineBytes,
        concurrentPerTenant,
        userAgent);
  }

  public OutboundSettings withAllowed(List<AllowedTarget> targets) {
    return new OutboundSettings(
        plainHttp,
        ports,
        targets,
        redirectsAtMost,
        connectTime,
        totalTime,
        wireBytes,
        decodedBytes,
        headersAtMost,
        headerLineBytes,
        concurrentPerTenant,
        userAgent);
  }

  public OutboundSettings withTimes(Duration connect, Duration total) {
    return new OutboundSettings(
        plainHttp,
        ports,
        allowed,
        redirectsAtMost,
        connect,
        total,
        wireBytes,
        decodedBytes,
        headersAtMost,
        headerLineBytes,
        concurrentPerTenant,
        userAgent);
  }

  public OutboundSettings withSizes(long wire, long decoded) {
    return new OutboundSettings(
        plainHttp,
        ports,
        allowed,
        redirectsAtMost,
        connectTime,
        totalTime,
        wire,
        decoded,
        headersAtMost,
        headerLineBytes,
        concurrentPerTenant,
        userAgent);
  }

  public OutboundSettings withConcurrentPerTenant(int atMost) {
    return new OutboundSettings(
        plainHttp,
        ports,
        allowed,
        redirectsAtMost,
        connectTime,
        totalTime,
        wireBytes,
        decodedBytes,
        headersAtMost,
        headerLineBytes,
        atMost,
        userAgent);
  }
}
