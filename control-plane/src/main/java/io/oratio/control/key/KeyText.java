package io.oratio.control.key;

import io.oratio.control.trust.Secrets;
import io.oratio.domain.key.ApiKey;
import io.oratio.domain.trunk.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// A key as it is written: `ork_live_ID_SECRETSUM`, or `opk_live_…` for a widget's. The id is
/// twelve letters and digits, the secret thirty-two, and the sum the CRC-32 of all before it in six
/// digits of base 62, so that scanners and we tell a mistyped key without asking the store.
///
/// @param secret the thirty-two
record KeyText(ApiKey.Kind kind, String keyId, Secret secret) {
  private static final Pattern SHAPE =
      Pattern.compile("(or|op)k_live_([0-9A-Za-z]{12})_([0-9A-Za-z]{32})([0-9A-Za-z]{6})");
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /// A new one.
  static KeyText make(ApiKey.Kind kind, Secrets secrets) {
    return new KeyText(kind, secrets.word(12), new Secret(secrets.word(32)));
  }

  /// Reads one; empty if it is none or its sum is wrong.
  static Optional<KeyText> parse(String text) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    KeyText key =
        new KeyText(
            parts.group(1).equals("or") ? ApiKey.Kind.SECRET : ApiKey.Kind.WIDGET,
            parts.group(2),
            new Secret(parts.group(3)));
    return key.sum().equals(parts.group(4)) ? Optional.of(key) : Optional.empty();
  }

  /// What a scanner may find a key by.
  static String prefix(ApiKey.Kind kind, String keyId) {
    return (kind == ApiKey.Kind.SECRET ? "ork_live_" : "opk_live_") + keyId;
  }

  /// The whole key: shown once.
  String reveal() {
    return body() + sum();
  }

  String last4() {
    String whole = reveal();
    return whole.substring(whole.length() - 4);
  }

  @Override
  public String toString() {
    return prefix(kind, keyId) + "_…";
  }

  private String body() {
    return prefix(kind, keyId) + "_" + secret.reveal();
  }

  private String sum() {
    CRC32 crc = new CRC32();
    crc.update(body().getBytes(StandardCharsets.US_ASCII));
    long left = crc.getValue();
    char[] digits = new char[6];
    for (int i = 5; i >= 0; i--) {
      digits[i] = DIGITS.charAt((int) (left % 62));
      left /= 62;
    }
    return new String(digits);
  }
}
