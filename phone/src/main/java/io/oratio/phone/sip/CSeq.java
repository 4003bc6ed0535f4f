package io.oratio.phone.sip;

import java.util.Optional;

/// The place of a request in its dialog (RFC 3261 §20.16).
///
/// @param number below 2^31 (§8.1.1.5)
public record CSeq(long number, String method) {
  /// Reads `314159 INVITE`; empty if it is not that.
  public static Optional<CSeq> parse(String text) {
    String[] parts = text.strip().split("[ \t]+");
    if (parts.length != 2
        || parts[0].length() > 10
        || !parts[0].chars().allMatch(c -> c >= '0' && c <= '9')
        || !SipReader.isToken(parts[1])) {
      return Optional.empty();
    }
    long number = Long.parseLong(parts[0]);
    return number >= 1L << 31 ? Optional.empty() : Optional.of(new CSeq(number, parts[1]));
  }

  @Override
  public String toString() {
    return number + " " + method;
  }
}
