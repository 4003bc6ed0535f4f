package io.oratio.gateway.sip;

import java.time.Duration;

/// Where the edge stops.
///
/// @param messageBytes the longest message, headers and body
/// @param packetsWaiting datagrams read but not yet handled; beyond it they are dropped
/// @param dialogs calls at the same time; beyond it a new one gets 503
/// @param tcpConnections in all
/// @param tcpConnectionsPerSource of one address
/// @param partialMessage how long a half-sent message on TCP may take
/// @param idleConnection how long a TCP connection may be silent
/// @param challengesPerSecond 401 answers to one address, on average; ten times as many in a burst
/// @param failedLogins wrong passwords of one address before it is banned
/// @param ban how long
/// @param trackedSources addresses whose behaviour is remembered
public record SipLimits(
    int messageBytes,
    int packetsWaiting,
    int dialogs,
    int tcpConnections,
    int tcpConnectionsPerSource,
    Duration partialMessage,
    Duration idleConnection,
    int challengesPerSecond,
    int failedLogins,
    Duration ban,
    int trackedSources) {
  /// What suits one machine.
  public static SipLimits usual() {
    return new SipLimits(
        16 * 1024,
        1024,
        4000,
        500,
        50,
        Duration.ofSeconds(10),
        Duration.ofHours(1),
        10,
        10,
        Duration.ofMinutes(10),
        10_000);
  }

  public SipLimits {
    if (messageBytes < 1024 || messageBytes > 60_000) {
      throw new IllegalArgumentException("the message limit is 1024 to 60000 bytes");
    }
    if (packetsWaiting < 1
        || dialogs < 1
        || tcpConnections < 1
        || tcpConnectionsPerSource < 1
        || challengesPerSecond < 1
        || failedLogins < 1
        || trackedSources < 1) {
      throw new IllegalArgumentException("a limit is at least 1");
    }
  }
}
