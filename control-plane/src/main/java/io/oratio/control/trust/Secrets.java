package io.oratio.control.trust;

import io.oratio.control.web.Digest;
import io.oratio.domain.trunk.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Words that cannot be guessed, and what is kept of them.
public final class Secrets {
  private static final String BASE_62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final Random random;

  /// @param random a strong one
  public Secrets(Random random) {
    this.random = random;
  }

  /// Letters and digits, almost six bits each.
  public String word(int length) {
    StringBuilder word = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      word.append(BASE_62.charAt(random.nextInt(62)));
    }
    return word.toString();
  }

  /// 256 bits and a little more.
  public String longWord() {
    return word(43);
  }

  /// What is kept of a word that nobody can guess: its SHA-256 in hexadecimal.
  public static Secret hash(String word) {
    return new Secret(Digest.of(word.getBytes(StandardCharsets.UTF_8)));
  }

  /// HMAC-SHA-256 (RFC 2104) in hexadecimal.
  public static String hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  /// Whether both are the same, in a time that does not tell where they differ.
  public static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /// Whether both are the same, in a time that does not tell where they differ.
  public static boolean isSame(Secret one, Secret other) {
    return isSame(one.reveal(), other.reveal());
  }
}
