package io.oratio.domain.account;

import io.oratio.domain.text.Shape;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where a person reads mail, and the name by which they log in: in small letters, without blanks
/// around it, at most 254 bytes (RFC 5321 §4.5.3.1.3 without its angle brackets). It prints as
/// `[REDACTED]` wherever it goes.
public record EmailAddress(String reveal) {
  private static final Pattern SHAPE =
      Pattern.compile("[^@\\s\\p{Cntrl}\"(),:;<>\\[\\\\\\]]{1,64}@[^@\\s\\p{Cntrl}\"(),:;<>\\\\]+");

  /// @throws IllegalArgumentException if it is none
  public EmailAddress {
    reveal = reveal.strip().toLowerCase(Locale.ROOT);
    Shape.text("email", reveal, 254);
    if (!SHAPE.matcher(reveal).matches()) {
      throw new IllegalArgumentException("email is of the form name@domain");
    }
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
