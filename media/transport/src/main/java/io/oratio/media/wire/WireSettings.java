package io.oratio.media.wire;

import java.net.InetAddress;
import java.time.Duration;

/// How the wire is set up.
///
/// @param bindAddress where the sockets listen
/// @param firstPort the lowest port that may be used, 1024 or more
/// @param lastPort the highest port that may be used; the range must hold one even/odd pair
/// @param eventLoops threads that run all calls' media
/// @param quarantine how long a returned port stays unused, so that late packets of one call never
///   reach another
/// @param receiveBufferBytes the kernel's buffer of one RTP socket (it may grant less)
/// @param dscp the Differentiated Services code point of what we send: 46 is Expedited Forwarding
///   (RFC 3246), 0 leaves it alone
public record WireSettings(
    InetAddress bindAddress,
    int firstPort,
    int lastPort,
    int eventLoops,
    Duration quarantine,
    int receiveBufferBytes,
    int dscp) {

  private static final int PORT_MAX = 65_535;

  public WireSettings {
    int firstEven = firstPort + (firstPort & 1);
    if (firstPort < 1024 || lastPort > PORT_MAX || firstEven + 1 > lastPort) {
      throw new IllegalArgumentException(
          "the port range " + firstPort + "-" + lastPort + " holds no even/odd pair in 1024-65535");
    }
    if (eventLoops < 1) {
      throw new IllegalArgumentException("at least one event loop is needed, not " + eventLoops);
    }
    if (quarantine.isNegative()) {
      throw new IllegalArgumentException("the quarantine cannot be negative");
    }
    if (receiveBufferBytes < 4096) {
      throw new IllegalArgumentException("a receive buffer holds at least 4096 bytes");
    }
    if (dscp < 0 || dscp > 63) {
      throw new IllegalArgumentException("a code point has six bits: 0-63, not " + dscp);
    }
  }

  /// The usual settings on one address: ports 20000-29999 (below the range that Linux hands to
  /// clients), one event loop for each two cores, two seconds of quarantine.
  public static WireSettings on(InetAddress bindAddress) {
    int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new WireSettings(
        bindAddress, 20_000, 29_999, loops, Duration.ofSeconds(2), 256 * 1024, 46);
  }

  /// The same with another port range.
  public WireSettings withPorts(int first, int last) {
    return new WireSettings(
        bindAddress, first, last, eventLoops, quarantine, receiveBufferBytes, dscp);
  }

  /// The same with another quarantine.
  public WireSettings withQuarantine(Duration other) {
    return new WireSettings(
        bindAddress, firstPort, lastPort, eventLoops, other, receiveBufferBytes, dscp);
  }

  /// The same with another number of event loops.
  public WireSettings withEventLoops(int count) {
    return new WireSettings(
        bindAddress, firstPort, lastPort, count, quarantine, receiveBufferBytes, dscp);
  }
}
