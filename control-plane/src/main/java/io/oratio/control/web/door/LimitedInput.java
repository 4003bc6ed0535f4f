package io.oratio.control.web.door;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.function.LongSupplier;

/// A body as it comes in: not longer than it may be, not slower than it may be, and digested on its
/// way. A sender who drips bytes has the patience, and a second for each 16 KiB that came.
final class LimitedInput extends InputStream {
  private static final long BYTES_PER_SECOND_MIN = 16 * 1024;

  private final InputStream in;
  private final long limitBytes;
  private final Duration patience;
  private final LongSupplier nanoClock;
  private final long begun;
  private final MessageDigest digest;
  private long bytes;

  LimitedInput(
      InputStream in,
      long limitBytes,
      Duration patience,
      LongSupplier nanoClock,
      MessageDigest digest) {
    this.in = in;
    this.limitBytes = limitBytes;
    this.patience = patience;
    this.nanoClock = nanoClock;
    this.begun = nanoClock.getAsLong();
    this.digest = digest;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count > 0) {
      bytes += count;
      digest.update(buffer, offset, count);
      if (bytes > limitBytes) {
        throw tooLarge(limitBytes);
      }
      long allowed = patience.toNanos() + bytes * 1_000_000_000L / BYTES_PER_SECOND_MIN;
      if (nanoClock.getAsLong() - begun > allowed) {
        throw tooSlow();
      }
    }
    return count;
  }

  static Refusal tooLarge(long limitBytes) {
    return Refusal.of(
        ErrorCode.BODY_TOO_LARGE, "The body has at most " + limitBytes + " bytes here.");
  }

  static Refusal tooSlow() {
    return Refusal.of(ErrorCode.REQUEST_TIMEOUT, "The body came too slowly; send it again.");
  }
}
