package io.oratio.control.trust;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;

/// A key that signs our tokens: on the curve P-256, for ES256 (RFC 7518 §3.4).
///
/// @param pair with its private half; not printed
public record SigningKey(String keyId, ECKey pair, Instant madeAt) {
  /// The public point's first half, as a JWK has it (RFC 7518 §6.2.1).
  public String x() {
    return pair.getX().toString();
  }

  /// The public point's second half.
  public String y() {
    return pair.getY().toString();
  }

  @Override
  public String toString() {
    return "SigningKey[" + keyId + "]";
  }
}
