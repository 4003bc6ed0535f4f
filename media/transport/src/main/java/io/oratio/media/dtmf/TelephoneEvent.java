package io.oratio.media.dtmf;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/// One report of an event, the payload of a `telephone-event` packet (RFC 4733 §2.3).
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |     event     |E|R| volume    |          duration             |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// @param event 0 to 255; 0 to 15 are keys (RFC 4733 §3.2)
/// @param end whether the event is over (§2.3.2)
/// @param volume of the tone in dBm0 with the sign dropped, 0 to 63: 10 is -10 dBm0 (§2.3.4)
/// @param duration so far, in units of the timestamp, 0 to 65535 (§2.3.5)
public record TelephoneEvent(int event, boolean end, int volume, int duration) {
  /// The length of a payload.
  public static final int BYTES = 4;

  private static final String KEYS = "0123456789*#ABCD";

  public TelephoneEvent {
    if (event < 0 || event > 255 || volume < 0 || volume > 63 || duration < 0 || duration > 65535) {
      throw new IllegalArgumentException(
          "an event is 0-255, its volume 0-63, its duration 16 bits");
    }
  }

  /// Reads the `count` bytes of a payload at `index`; empty where there are fewer than four. More
  /// reports after the first (RFC 2198 style, never seen) are left out; the reserved bit is ignored
  /// (§2.3.3).
  public static Optional<TelephoneEvent> read(ByteBuf payload, int index, int count) {
    if (count < BYTES) {
      return Optional.empty();
    }
    int flags = payload.getUnsignedByte(index + 1);
    return Optional.of(
        new TelephoneEvent(
            payload.getUnsignedByte(index),
            (flags & 0x80) != 0,
            flags & 0x3f,
            payload.getUnsignedShort(index + 2)));
  }

  /// Appends the payload to `out`.
  public void write(ByteBuf out) {
    out.writeByte(event);
    out.writeByte((end ? 0x80 : 0) | volume);
    out.writeShort(duration);
  }

  /// The number of the event that stands for a key.
  ///
  /// @throws IllegalArgumentException where no telephone has this key
  public static int eventOf(char key) {
    int event = KEYS.indexOf(Character.toUpperCase(key));
    if (event < 0) {
      throw new IllegalArgumentException("a key is one of 0-9, *, #, A-D");
    }
    return event;
  }

  /// The key this event stands for; empty where it is none (a flash, a fax tone, …).
  public Optional<Character> key() {
    return event < KEYS.length() ? Optional.of(KEYS.charAt(event)) : Optional.empty();
  }

  /// Which key it was is nobody's business in a log.
  @Override
  public String toString() {
    return "TelephoneEvent(" + (end ? "end" : "on") + ", " + duration + ")";
  }
}
