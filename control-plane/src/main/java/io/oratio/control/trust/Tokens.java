package io.oratio.control.trust;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Signs and reads our tokens (JWT, RFC 7519). One algorithm, ES256, whatever a token says of
/// itself; only our own keys, found by their id; a header that brings or points to a key is refused
/// (RFC 8725 §3.1, §3.10); each kind has its own `typ` and `aud`, so that none passes for another
/// (§3.11, §3.12).
public final class Tokens {
  private static final int LONGEST = 4096;

  private final SigningKeys keys;
  private final String issuer;
  private final InstantSource clock;

  /// What a token is for.
  public enum Kind {
    /// A person's, for the API (RFC 9068).
    ACCESS("at+jwt", "control-plane"),
    /// A visitor's of a page with the widget.
    WIDGET("widget+jwt", "widget"),
    /// A browser's, that was sent to an OpenID provider.
    ATTEMPT("attempt+jwt", "oidc");

    private final String type;
    private final String audience;

    Kind(String type, String audience) {
      this.type = type;
      this.audience = audience;
    }
  }

  /// What was found.
  public sealed interface Reading {
    /// It is ours and good now.
    ///
    /// @param claims those that are texts
    record Genuine(Map<String, String> claims) implements Reading {
      public Genuine {
        claims = Map.copyOf(claims);
      }

      /// A claim.
      public Optional<String> claim(String name) {
        return Optional.ofNullable(claims.get(name));
      }
    }

    /// It was ours and good.
    record Expired() implements Reading {}

    /// It is not ours, not of this kind, or was changed.
    record Foreign() implements Reading {}
  }

  /// @param issuer who we are: `iss`
  public Tokens(SigningKeys keys, String issuer, InstantSource clock) {
    this.keys = keys;
    this.issuer = issuer;
    this.clock = clock;
  }

  /// A new token.
  ///
  /// @param claims beside `iss`, `aud`, `iat` and `exp`
  public String sign(Kind kind, Duration life, Map<String, String> claims) {
    SigningKey key = keys.current();
    Instant now = clock.instant();
    JWTClaimsSet.Builder set =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(kind.audience)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(life)));
    claims.forEach(set::claim);
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(kind.type))
                .keyID(key.keyId())
                .build(),
            set.build());
    try {
      token.sign(new ECDSASigner(key.pair()));
    } catch (JOSEException e) {
      throw new IllegalStateException("the key " + key.keyId() + " does not sign", e);
    }
    return token.serialize();
  }

  /// Whether a token is ours, of this kind, and good now.
  public Reading read(Kind kind, String text) {
    if (text.length() > LONGEST) {
      return new Reading.Foreign();
    }
    try {
      SignedJWT token = SignedJWT.parse(text);
      Optional<SigningKey> key =
          Optional.of(token.getHeader())
              .filter(it -> isOurForm(it, kind))
              .flatMap(it -> keys.find(it.getKeyID()));
      if (key.isEmpty() || !token.verify(new ECDSAVerifier(key.get().pair()))) {
        return new Reading.Foreign();
      }
      return judged(kind, token.getJWTClaimsSet());
    } catch (ParseException | JOSEException | IllegalArgumentException _) {
      return new Reading.Foreign();
    }
  }

  private static boolean isOurForm(JWSHeader header, Kind kind) {
    return JWSAlgorithm.ES256.equals(header.getAlgorithm())
        && header.getType() != null
        && kind.type.equals(header.getType().getType())
        && header.getKeyID() != null
        && header.getJWK() == null
        && header.getJWKURL() == null
        && header.getX509CertURL() == null
        && header.getX509CertChain() == null
        && header.getCriticalParams() == null
        && header.isBase64URLEncodePayload();
  }

  private Reading judged(Kind kind, JWTClaimsSet claims) {
    Date expires = claims.getExpirationTime();
    if (!issuer.equals(claims.getIssuer())
        || !List.of(kind.audience).equals(claims.getAudience())
        || expires == null) {
      return new Reading.Foreign();
    }
    if (!clock.instant().isBefore(expires.toInstant())) {
      return new Reading.Expired();
    }
    Map<String, String> texts = new HashMap<>();
    claims
        .getClaims()
        .forEach(
            (name, value) -> {
              if (value instanceof String text) {
                texts.put(name, text);
              }
            });
    return new Reading.Genuine(texts);
  }
}
