package io.oratio.phone.call;

import io.oratio.phone.sip.SipAgent;
import io.oratio.phone.sip.SipTimers;
import io.oratio.phone.sip.SipUri;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// How a phone is set up.
///
/// @param bindAddress where it listens; the wildcard uses whatever interface leads to a peer
/// @param sipPort for UDP and TCP; 0 takes free ones
/// @param firstMediaPort the lowest port of RTP
/// @param lastMediaPort the highest
/// @param eventLoops threads that run all media
/// @param maxCalls at once, in and out
/// @param timers of SIP transactions
/// @param loss what is lost on its way out, for tests
public record PhoneSettings(
    InetAddress bindAddress,
    int sipPort,
    int firstMediaPort,
    int lastMediaPort,
    int eventLoops,
    int maxCalls,
    SipTimers timers,
    SipAgent.Loss loss) {
  /// A phone on this address: free SIP ports, RTP on 30000 to 32767 (below the range that systems
  /// hand to clients, beside the gateway's own), one event loop.
  public static PhoneSettings on(InetAddress bindAddress) {
    return new PhoneSettings(
        bindAddress, 0, 30_000, 32_767, 1, 1_000, SipTimers.STANDARD, SipAgent.Loss.NONE);
  }

  /// A phone that reaches any peer.
  public static PhoneSettings anywhere() {
    return on(InetAddress.ofLiteral("0.0.0.0"));
  }

  /// A phone for tests: it reaches only this machine.
  public static PhoneSettings loopback() {
    return on(InetAddress.ofLiteral("127.0.0.1"));
  }

  /// The same, able to reach this URI: a phone on the IPv4 wildcard moves to the IPv6 one where the
  /// host has only an IPv6 address. Looks the name up.
  public PhoneSettings reaching(String uri) {
    boolean isMoved =
        bindAddress.isAnyLocalAddress()
            && SipUri.parse(uri).map(PhoneSettings::isIpv6).orElse(false);
    InetAddress wildcard = isMoved ? InetAddress.ofLiteral("::") : bindAddress;
    return new PhoneSettings(
        wildcard, sipPort, firstMediaPort, lastMediaPort, eventLoops, maxCalls, timers, loss);
  }

  private static boolean isIpv6(SipUri uri) {
    try {
      return InetAddress.getByName(uri.host()) instanceof Inet6Address;
    } catch (UnknownHostException e) {
      return false; // the call itself will tell
    }
  }

  /// With a SIP port of its own.
  public PhoneSettings withSipPort(int port) {
    return new PhoneSettings(
        bindAddress, port, firstMediaPort, lastMediaPort, eventLoops, maxCalls, timers, loss);
  }

  /// With another range of RTP ports.
  public PhoneSettings withMediaPorts(int first, int last) {
    return new PhoneSettings(bindAddress, sipPort, first, last, eventLoops, maxCalls, timers, loss);
  }

  /// With other timers of SIP.
  public PhoneSettings withTimers(SipTimers other) {
    return new PhoneSettings(
        bindAddress, sipPort, firstMediaPort, lastMediaPort, eventLoops, maxCalls, other, loss);
  }

  /// With a wire that loses what it is told to.
  public PhoneSettings withLoss(SipAgent.Loss other) {
    return new PhoneSettings(
        bindAddress, sipPort, firstMediaPort, lastMediaPort, eventLoops, maxCalls, timers, other);
  }
}
