package io.oratio.control.account;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a program gets new tokens for: `ort_LOGIN.SECRET`.
///
/// @param secret not printed
record RefreshToken(String loginId, String secret) {
  private static final Pattern SHAPE =
      Pattern.compile("ort_([A-Za-z0-9_-]{1,64})\\.([0-9A-Za-z]{16,64})");

  static Optional<RefreshToken> parse(String text) {
    Matcher parts = SHAPE.matcher(text);
    return parts.matches()
        ? Optional.of(new RefreshToken(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  /// The whole of it.
  String reveal() {
    return "ort_" + loginId + "." + secret;
  }

  @Override
  public String toString() {
    return "RefreshToken[" + loginId + "]";
  }
}
