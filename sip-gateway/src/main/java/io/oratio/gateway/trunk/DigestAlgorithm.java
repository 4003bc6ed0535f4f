package io.oratio.gateway.trunk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// The hash of a digest (RFC 7616 §3.2, RFC 8760). In the order they are offered.
public enum DigestAlgorithm {
  SHA_256("SHA-256"),
  MD5("MD5");

  private final String token;

  DigestAlgorithm(String token) {
    this.token = token;
  }

  /// As it stands in `algorithm=`.
  public String token() {
    return token;
  }

  /// The algorithm named; none named means MD5 (RFC 7616 §3.3).
  static Optional<DigestAlgorithm> named(Optional<String> token) {
    String name = token.orElse(MD5.token);
    for (DigestAlgorithm algorithm : values()) {
      if (algorithm.token.equalsIgnoreCase(name)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /// The hash of a text in lower-case hexadecimal.
  String hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }

  private String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(token).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + token, e);
    }
  }

  /// The `response` of RFC 7616 §3.4.1 with `qop=auth`.
  String response(
      String username,
      String realm,
      String password,
      String method,
      String uri,
      String nonce,
      String nonceCount,
      String clientNonce) {
    String secret = hash(username + ":" + realm + ":" + password);
    String request = hash(method + ":" + uri);
    return hash(secret + ":" + nonce + ":" + nonceCount + ":" + clientNonce + ":auth:" + request);
  }

  /// The `response` without `qop`, for a server of RFC 2069 (RFC 2617 §3.2.2.1).
  String responseWithoutQop(
      String username, String realm, String password, String method, String uri, String nonce) {
    String secret = hash(username + ":" + realm + ":" + password);
    return hash(secret + ":" + nonce + ":" + hash(method + ":" + uri));
  }
}
