package io.oratio.control.account.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.oratio.control.account.OidcFailure;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads ID tokens of a provider (OpenID Connect Core 1.0 §3.1.3.7). The algorithms are ours to
/// choose, and keys come from the provider's own document only.
final class IdTokens {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final Duration ASKED_ANEW_AFTER = Duration.ofSeconds(30);

  private final ProviderHttp http;
  private final String issuer;
  private final String clientId;
  private final InstantSource clock;
  private JWKSet keys = new JWKSet(List.of());
  private Instant askedAt = Instant.EPOCH;

  IdTokens(ProviderHttp http, String issuer, String clientId, InstantSource clock) {
    this.http = http;
    this.issuer = issuer;
    this.clientId = clientId;
    this.clock = clock;
  }

  /// What a token says, once it is proven.
  ///
  /// @param keysAt where the provider's keys are
  JWTClaimsSet read(String text, String nonce, String keysAt) throws OidcFailure {
    try {
      SignedJWT token = SignedJWT.parse(text);
      JWSHeader header = token.getHeader();
      if (!ALGORITHMS.contains(header.getAlgorithm()) || header.getCriticalParams() != null) {
        throw OidcFailure.refused("the ID token is signed in a way that is not accepted");
      }
      JWK key = key(header, keysAt);
      if (!token.verify(verifier(header, key))) {
        throw OidcFailure.refused("the signature of the ID token is wrong");
      }
      JWTClaimsSet claims = token.getJWTClaimsSet();
      check(claims, nonce);
      return claims;
    } catch (ParseException | JOSEException | IllegalArgumentException _) {
      throw OidcFailure.refused("the ID token cannot be read");
    }
  }

  private void check(JWTClaimsSet claims, String nonce) throws OidcFailure, ParseException {
    Date expires = claims.getExpirationTime();
    String authorized = claims.getStringClaim("azp");
    List<String> audience = claims.getAudience();
    boolean isForUs =
        audience.contains(clientId)
            && (authorized == null ? audience.size() == 1 : authorized.equals(clientId));
    if (!issuer.equals(claims.getIssuer()) || !isForUs) {
      throw OidcFailure.refused("the ID token is another issuer's or for another client");
    }
    if (expires == null || !clock.instant().isBefore(expires.toInstant().plus(SKEW))) {
      throw OidcFailure.refused("the ID token has expired");
    }
    if (!nonce.equals(claims.getStringClaim("nonce"))) {
      throw OidcFailure.refused("the ID token belongs to another attempt");
    }
  }

  private static JWSVerifier verifier(JWSHeader header, JWK key) throws JOSEException, OidcFailure {
    boolean isElliptic = JWSAlgorithm.ES256.equals(header.getAlgorithm());
    return switch (key) {
      case ECKey it when isElliptic -> new ECDSAVerifier(it.toECPublicKey());
      case RSAKey it when !isElliptic -> new RSASSAVerifier(it.toRSAPublicKey());
      default -> throw OidcFailure.refused("the ID token names a key of another kind");
    };
  }

  /// The key that the header names. A strange name makes us ask for the keys anew, but not often.
  private synchronized JWK key(JWSHeader header, String keysAt) throws OidcFailure {
    Optional<JWK> found = among(header);
    if (found.isEmpty() && !clock.instant().isBefore(askedAt.plus(ASKED_ANEW_AFTER))) {
      askedAt = clock.instant();
      try {
        keys = JWKSet.parse(http.get(keysAt, Map.of()).toString());
      } catch (ParseException _) {
        throw OidcFailure.upstream("the provider's keys cannot be read");
      }
      found = among(header);
    }
    return found.orElseThrow(() -> OidcFailure.refused("the ID token names no key of the issuer"));
  }

  private Optional<JWK> among(JWSHeader header) {
    if (header.getKeyID() == null) {
      return keys.size() == 1 ? Optional.of(keys.getKeys().getFirst()) : Optional.empty();
    }
    return Optional.ofNullable(keys.getKeyByKeyId(header.getKeyID()));
  }
}
