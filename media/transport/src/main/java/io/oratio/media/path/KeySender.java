package io.oratio.media.path;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.oratio.media.dtmf.DigitSender;
import io.oratio.media.dtmf.TelephoneEvent;
import io.oratio.media.pcm.Tones;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.OptionalInt;

/// Presses keys towards the peer: as telephone events where they were agreed (RFC 4733), else as
/// the tones of a keypad (ITU-T Q.23) in the sound itself. On the event loop only.
final class KeySender {
  private static final int PAUSE_MS = 80;

  /// Each tone of a key at -10 dBm0: full scale is +3.14 dBm0.
  private static final double AMPLITUDE = 14_000;

  private final int rateHz;
  private final int pressMs;
  private final DigitSender events;
  private final ArrayDeque<Character> tonesWaiting = new ArrayDeque<>();
  private final ByteBuf report = Unpooled.buffer(TelephoneEvent.BYTES);
  private short[] tone = {};
  private int toneAt;
  private OptionalInt payloadType = OptionalInt.empty();

  KeySender(RtpTerms terms, int pressMs) {
    this.rateHz = terms.sendCodec().rateHz();
    this.pressMs = pressMs;
    this.events = new DigitSender(terms.sendCodec().clockHz(), pressMs, PAUSE_MS);
    agree(terms);
  }

  /// Presses keys by these terms from now on; those that wait are pressed as they were meant to be.
  void agree(RtpTerms terms) {
    payloadType = terms.sendTelephoneEventPayloadType();
  }

  /// Queues keys, each one of `0`-`9`, `*`, `#`, `A`-`D`, or a `,` for half a second without one.
  ///
  /// @return how many of them found room
  int press(String keys) {
    if (payloadType.isPresent()) {
      return events.press(keys);
    }
    int fits = Math.min(keys.length(), DigitSender.MAX_WAITING - tonesWaiting.size());
    for (int i = 0; i < fits; i++) {
      tonesWaiting.add(keys.charAt(i));
    }
    return fits;
  }

  /// Whether this slot belongs to a key, whose report has gone out if it is an event.
  boolean tick(RtpSender sender, InetSocketAddress to) {
    if (payloadType.isEmpty() || !events.isBusy()) {
      return toneAt < tone.length || !tonesWaiting.isEmpty();
    }
    return events.tick(
        sender.timestampNow(),
        (isFirst, timestamp, event) -> {
          report.clear();
          event.write(report);
          sender.sendOther(
              payloadType.getAsInt(), isFirst, timestamp, report.array(), TelephoneEvent.BYTES, to);
        });
  }

  /// Whether the key of this slot is to be heard.
  boolean hasTone() {
    return toneAt < tone.length || !tonesWaiting.isEmpty();
  }

  /// Writes the sound of the key of this slot.
  void tone(short[] out, int count) {
    if (toneAt >= tone.length) {
      tone = toneOf(tonesWaiting.remove());
      toneAt = 0;
    }
    int taken = Math.min(count, tone.length - toneAt);
    System.arraycopy(tone, toneAt, out, 0, taken);
    Arrays.fill(out, taken, count, (short) 0);
    toneAt += taken;
  }

  /// The key and the pause after it.
  private short[] toneOf(char key) {
    int pause = rateHz / 1000 * PAUSE_MS;
    if (key == ',') {
      return new short[rateHz / 2];
    }
    int pressed = rateHz / 1000 * pressMs;
    return Arrays.copyOf(Tones.key(key, rateHz, pressed, AMPLITUDE), pressed + pause);
  }
}
