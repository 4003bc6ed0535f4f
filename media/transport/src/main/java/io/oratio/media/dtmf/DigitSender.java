package io.oratio.media.dtmf;

import java.util.ArrayDeque;

/// Presses keys towards the other side: each is reported every 20 ms while it lasts, under the
/// timestamp of its beginning, and its end is sent three times (RFC 4733 §2.5.1). A `,` among the
/// keys is half a second without one.
///
/// One per call, on its event loop.
public final class DigitSender {
  /// How many keys may wait.
  public static final int MAX_WAITING = 128;

  private static final int TICK_MS = 20;
  private static final int COMMA_MS = 500;
  private static final int ENDS = 3;

  /// -10 dBm0, within what RFC 4733 §2.3.4 has every receiver accept.
  private static final int VOLUME = 10;

  private final int unitsPerTick;
  private final int pressTicks;
  private final int pauseTicks;
  private final ArrayDeque<Character> waiting = new ArrayDeque<>();
  private int event;
  private int began;
  private int ticks;
  private int ends;
  private int rest;
  private boolean pressed;

  /// Where reports go.
  public interface Line {
    /// Sends one packet with the next sequence number.
    ///
    /// @param marker set on the first packet of a press
    /// @param timestamp of the beginning of the press, the same for all its packets
    void event(boolean marker, int timestamp, TelephoneEvent report);
  }

  /// A sender for events whose timestamps count at `clockHz`.
  ///
  /// @param pressMs how long each key is held, 40 to 1300: longer ones would overflow the duration
  ///   of a 48 kHz clock
  /// @param pauseMs how long no key is held between two, 40 to 1300
  public DigitSender(int clockHz, int pressMs, int pauseMs) {
    if (pressMs < 40 || pressMs > 1300 || pauseMs < 40 || pauseMs > 1300) {
      throw new IllegalArgumentException("a key is held, and not held, for 40 to 1300 ms");
    }
    this.unitsPerTick = clockHz / 1000 * TICK_MS;
    this.pressTicks = Math.ceilDiv(pressMs, TICK_MS);
    this.pauseTicks = Math.ceilDiv(pauseMs, TICK_MS);
  }

  /// Queues keys behind those that wait; returns how many of them fit.
  ///
  /// @throws IllegalArgumentException where one is no key; then none is queued
  public int press(String keys) {
    for (int i = 0; i < keys.length(); i++) {
      if (keys.charAt(i) != ',') {
        TelephoneEvent.eventOf(keys.charAt(i));
      }
    }
    int fits = Math.min(keys.length(), MAX_WAITING - waiting.size());
    for (int i = 0; i < fits; i++) {
      waiting.add(keys.charAt(i));
    }
    return fits;
  }

  /// Whether keys are being pressed or wait to be.
  public boolean isBusy() {
    return pressed || !waiting.isEmpty() || rest > 0;
  }

  /// Call it every 20 ms, before sound is sent. Where it says true the slot is taken: a report went
  /// to the line and no sound may be sent.
  ///
  /// @param timestamp the RTP timestamp that sound would have in this slot
  public boolean tick(int timestamp, Line line) {
    if (rest > 0) {
      rest--;
      return false;
    }
    if (!pressed && !begin(timestamp)) {
      return false;
    }
    ticks = Math.min(ticks + 1, pressTicks);
    boolean end = ticks == pressTicks;
    boolean first = ticks == 1;
    line.event(first, began, new TelephoneEvent(event, end, VOLUME, ticks * unitsPerTick));
    if (end && ++ends == ENDS) {
      pressed = false;
      // The repeated ends have lasted two slots of the pause already.
      rest = Math.max(0, pauseTicks - ENDS + 1);
    }
    return true;
  }

  private boolean begin(int timestamp) {
    Character key = waiting.poll();
    if (key == null) {
      return false;
    }
    if (key == ',') {
      rest = COMMA_MS / TICK_MS - 1;
      return false;
    }
    event = TelephoneEvent.eventOf(key);
    began = timestamp;
    ticks = 0;
    ends = 0;
    pressed = true;
    return true;
  }
}
