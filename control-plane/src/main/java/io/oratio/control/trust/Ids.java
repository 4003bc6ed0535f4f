package io.oratio.control.trust;

import java.time.InstantSource;
import java.util.Random;

/// Makes ids that sort by the time they were made: a prefix, ten characters of time and sixteen of
/// chance, as a ULID has them (Crockford's base 32).
public final class Ids {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final InstantSource clock;
  private final Random random;

  /// @param random a strong one
  public Ids(InstantSource clock, Random random) {
    this.clock = clock;
    this.random = random;
  }

  /// A new id.
  ///
  /// @param prefix for example `usr_`
  public String next(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    long millis = clock.millis();
    for (int shift = 45; shift >= 0; shift -= 5) {
      id.append(DIGITS.charAt((int) (millis >>> shift & 31)));
    }
    for (int i = 0; i < 16; i++) {
      id.append(DIGITS.charAt(random.nextInt(32)));
    }
    return id.toString();
  }
}
