package io.oratio.phone.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A request for a password and the answer to it (RFC 7616 §3.3 and §3.4 as RFC 8760 has it for
/// SIP). Immutable.
///
/// @param algorithm `MD5`, `SHA-256` or `SHA-512-256`
/// @param opaque given back as it is; empty when there was none
/// @param hasQop whether `auth` was offered; without it the answer is that of RFC 2069
/// @param isStale whether only the nonce was too old
public record DigestChallenge(
    String realm, String nonce, String opaque, String algorithm, boolean hasQop, boolean isStale) {
  private static final Map<String, String> JDK_NAMES =
      Map.of("MD5", "MD5", "SHA-256", "SHA-256", "SHA-512-256", "SHA-512/256");

  /// The first challenge of a 401 or 407 that we can answer: the asker lists the dearest first (RFC
  /// 8760 §2.4).
  public static Optional<DigestChallenge> in(SipResponse response) {
    String header = response.status() == 407 ? "Proxy-Authenticate" : "WWW-Authenticate";
    return response.headers().rows(header).stream()
        .map(DigestChallenge::parse)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /// Reads a header value; empty if it is of another scheme or algorithm, or asks for more than
  /// `auth`.
  static Optional<DigestChallenge> parse(String value) {
    if (!value.toLowerCase(Locale.ROOT).startsWith("digest ")) {
      return Optional.empty();
    }
    Map<String, String> parts = Parameters.of(Parameters.split(value.substring(7), ','));
    String algorithm = parts.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
    String qop = parts.getOrDefault("qop", "");
    boolean offersAuth =
        List.of(qop.split("[ \t]*,[ \t]*")).stream().anyMatch(one -> one.strip().equals("auth"));
    if (!JDK_NAMES.containsKey(algorithm)
        || !parts.containsKey("nonce")
        || !parts.containsKey("realm")
        || !qop.isEmpty() && !offersAuth) {
      return Optional.empty();
    }
    return Optional.of(
        new DigestChallenge(
            parts.get("realm"),
            parts.get("nonce"),
            parts.getOrDefault("opaque", ""),
            algorithm,
            offersAuth,
            parts.getOrDefault("stale", "").equalsIgnoreCase("true")));
  }

  /// The value of the Authorization header for one request.
  ///
  /// @param count how often this nonce has been used, this time included
  /// @param cnonce our own random text
  public String answer(
      Credentials credentials, String method, String uri, int count, String cnonce) {
    String nc = "%08x".formatted(count);
    String ha1 = hash(credentials.user() + ":" + realm + ":" + credentials.password());
    String ha2 = hash(method + ":" + uri);
    String response =
        hasQop
            ? hash(String.join(":", ha1, nonce, nc, cnonce, "auth", ha2))
            : hash(String.join(":", ha1, nonce, ha2));
    StringBuilder text = new StringBuilder("Digest ");
    text.append("username=").append(quoted(credentials.user()));
    text.append(", realm=").append(quoted(realm));
    text.append(", nonce=").append(quoted(nonce));
    text.append(", uri=").append(quoted(uri));
    text.append(", response=\"").append(response).append('"');
    text.append(", algorithm=").append(algorithm);
    if (hasQop) {
      text.append(", cnonce=").append(quoted(cnonce)).append(", qop=auth, nc=").append(nc);
    }
    if (!opaque.isEmpty()) {
      text.append(", opaque=").append(quoted(opaque));
    }
    return text.toString();
  }

  private String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(JDK_NAMES.get(algorithm));
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("The JDK lacks " + algorithm, e);
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
