package io.oratio.media.dtmf;

import java.util.Optional;

/// Makes keys out of event packets: each press is told once, whatever was lost, repeated or
/// reordered on the way.
///
/// A press is known by its RTP timestamp, which all its packets share (RFC 4733 §2.2.1); the marker
/// bit is not looked at, for many senders never set it. It is told as soon as an end packet comes,
/// or when it has lasted [#CERTAIN_MS]; where only shorter reports came and then nothing, after a
/// while by [#tick]. Packets that go on with the same key inside or exactly at the end of what was
/// reported are the same press: long presses are cut into segments (§2.5.1.3), and some gateways
/// move the timestamp with every packet.
///
/// One per stream, on the call's event loop.
public final class DigitReceiver {
  /// The shortest press a receiver must take for one (ITU-T Q.24: 40 ms).
  private static final int CERTAIN_MS = 40;

  /// Events are reported every 20 to 50 ms (§2.5.1.2); after this no more will come.
  private static final long SILENT_NANOS = 150_000_000L;

  /// The time of one lost report.
  private static final int LOST_MS = 30;

  /// How many presses are remembered, for packets of theirs that are still under way.
  private static final int REMEMBERED = 8;

  private static final TelephoneEvent NONE = new TelephoneEvent(0, true, 0, 0);

  private final int clockHz;
  private final int[] told = new int[REMEMBERED];
  private int toldCount;
  private boolean pending;
  private boolean known;
  private int timestamp;
  private TelephoneEvent latest = NONE;
  private long latestNanos;

  /// A receiver for events whose timestamps count at `clockHz`.
  public DigitReceiver(int clockHz) {
    this.clockHz = clockHz;
  }

  /// Takes a report; returns the key if this one makes it certain. Where a report of a new press
  /// comes while the last one is not yet told, [#tick] tells the last one: call it first.
  public Optional<Character> packet(int rtpTimestamp, TelephoneEvent report, long nowNanos) {
    if (report.key().isEmpty()) {
      return Optional.empty();
    }
    if (known && continues(rtpTimestamp, report)) {
      follow(rtpTimestamp, report, nowNanos);
      return tellIfCertain();
    }
    if (wasTold(rtpTimestamp)) {
      return Optional.empty();
    }
    Optional<Character> last = pending ? tell() : Optional.empty();
    pending = true;
    known = true;
    timestamp = rtpTimestamp;
    latest = report;
    latestNanos = nowNanos;
    // Two keys cannot be told at once: the new one is told by its next packet, or by tick.
    return last.isPresent() ? last : tellIfCertain();
  }

  /// Tells a key whose end was lost. Call it every 20 ms.
  public Optional<Character> tick(long nowNanos) {
    if (!pending) {
      return Optional.empty();
    }
    if (isCertain() || nowNanos - latestNanos >= SILENT_NANOS) {
      return tell();
    }
    return Optional.empty();
  }

  /// Whether a key is held down now, as far as is known: sound meanwhile is the key's tone.
  public boolean isPressed(long nowNanos) {
    return known && !latest.end() && nowNanos - latestNanos < SILENT_NANOS;
  }

  /// Forgets all: another stream begins.
  public void reset() {
    pending = false;
    known = false;
    toldCount = 0;
    latest = NONE;
  }

  /// Whether a report belongs to the press seen last.
  private boolean continues(int rtpTimestamp, TelephoneEvent report) {
    if (rtpTimestamp == timestamp) {
      return true;
    }
    int later = rtpTimestamp - timestamp;
    // Where no end was seen one report may be missing; no two presses are that close (Q.24).
    int lost = latest.end() ? 0 : clockHz * LOST_MS / 1000;
    return report.event() == latest.event() && later > 0 && later <= latest.duration() + lost;
  }

  private void follow(int rtpTimestamp, TelephoneEvent report, long nowNanos) {
    latestNanos = nowNanos;
    boolean moved = rtpTimestamp != timestamp;
    if (moved && !pending) {
      remember(rtpTimestamp);
    }
    timestamp = rtpTimestamp;
    // An end is final: reports that it overtook change nothing.
    if (moved || report.end() || !latest.end() && report.duration() > latest.duration()) {
      latest = report;
    }
  }

  private Optional<Character> tellIfCertain() {
    return pending && isCertain() ? tell() : Optional.empty();
  }

  private boolean isCertain() {
    return latest.end() || latest.duration() >= CERTAIN_MS * clockHz / 1000;
  }

  private Optional<Character> tell() {
    pending = false;
    remember(timestamp);
    return latest.key();
  }

  private void remember(int pressed) {
    told[toldCount++ % REMEMBERED] = pressed;
  }

  private boolean wasTold(int pressed) {
    for (int i = 0; i < Math.min(toldCount, REMEMBERED); i++) {
      if (told[i] == pressed) {
        return true;
      }
    }
    return false;
  }
}
