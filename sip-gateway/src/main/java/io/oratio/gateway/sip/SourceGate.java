package io.oratio.gateway.sip;

import io.oratio.gateway.trunk.SourceTable;
import io.oratio.gateway.trunk.TrunkDirectory;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Who may be heard at all, asked before a single byte of a message is looked at. Any thread.
final class SourceGate {
  private final TrunkDirectory trunks;
  private final SourceTable sources;
  private final SipCounters counters;
  private final Map<InetAddress, Integer> called = new ConcurrentHashMap<>();

  SourceGate(TrunkDirectory trunks, SourceTable sources, SipCounters counters) {
    this.trunks = trunks;
    this.sources = sources;
    this.counters = counters;
  }

  /// Whether a packet or connection from there is looked at; if not, it is counted and nothing is
  /// answered.
  boolean admits(InetAddress source) {
    if (!trunks.mayBeAnswered(source) && !called.containsKey(source)) {
      counters.count(SipCounter.UNKNOWN_SOURCE);
      return false;
    }
    if (sources.isBanned(source)) {
      counters.count(SipCounter.BANNED);
      return false;
    }
    return true;
  }

  /// We call there: its answers are heard, whatever lists it stands on, as often as this was called
  /// more often than [#forget].
  void expect(InetAddress source) {
    called.merge(source, 1, Integer::sum);
  }

  /// A call to there is over.
  void forget(InetAddress source) {
    called.computeIfPresent(source, (_, calls) -> calls > 1 ? calls - 1 : null);
  }

  /// Whether a malformed message from there deserves an answer: only of an address on a trunk's
  /// list, because anyone may write a malformed message.
  boolean deservesRefusal(InetAddress source) {
    return trunks.isListed(source);
  }
}
