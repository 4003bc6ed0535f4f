package io.oratio.control.account.oidc;

import static io.oratio.control.account.oidc.ProviderHttp.encoded;

import com.nimbusds.jwt.JWTClaimsSet;
import io.oratio.control.account.OidcFailure;
import io.oratio.control.account.OidcIssuer;
import io.oratio.control.web.Digest;
import io.oratio.domain.account.EmailAddress;
import io.oratio.domain.account.ExternalIdentity;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A provider whose addresses are found by discovery (OpenID Connect Discovery 1.0 §4): Cognito is
/// one. Authorization code with PKCE; who has no e-mail address in the ID token is asked for at the
/// UserInfo endpoint.
final class DiscoveredIssuer implements OidcIssuer {
  private static final Duration KNOWN_FOR = Duration.ofHours(1);
  private static final int LONGEST_NAME = 64;

  private final OidcSettings settings;
  private final ProviderHttp http;
  private final IdTokens idTokens;
  private final InstantSource clock;
  private Optional<Addresses> known = Optional.empty();

  private record Addresses(
      String authorize, String token, String keys, Optional<String> userInfo, Instant foundAt) {}

  DiscoveredIssuer(OidcSettings settings, ProviderHttp http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
    this.idTokens = new IdTokens(http, settings.issuer().toString(), settings.clientId(), clock);
  }

  @Override
  public URI authorize(Attempt attempt) throws OidcFailure {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", settings.clientId());
    query.put("redirect_uri", attempt.redirect().toString());
    query.put("scope", "openid email profile");
    query.put("state", attempt.state());
    query.put("nonce", attempt.nonce());
    query.put("code_challenge", challenge(attempt.verifier()));
    query.put("code_challenge_method", "S256");
    String at = addresses().authorize();
    StringBuilder whole = new StringBuilder(at).append(at.contains("?") ? '&' : '?');
    query.forEach(
        (name, value) -> whole.append(name).append('=').append(encoded(value)).append('&'));
    whole.setLength(whole.length() - 1);
    return URI.create(whole.toString());
  }

  @Override
  public Identity redeem(String code, Attempt attempt) throws OidcFailure {
    Addresses addresses = addresses();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", attempt.redirect().toString());
    form.put("code_verifier", attempt.verifier());
    form.put("client_id", settings.clientId());
    Map<String, String> headers = new LinkedHashMap<>();
    settings.clientSecret().ifPresent(it -> headers.put("Authorization", basic(it.reveal())));
    JsonNode answer = http.post(addresses.token(), form, headers);
    JWTClaimsSet claims =
        idTokens.read(answer.path("id_token").stringValue(""), attempt.nonce(), addresses.keys());
    try {
      return identity(claims, answer.path("access_token").stringValue(""), addresses);
    } catch (ParseException | IllegalArgumentException _) {
      throw OidcFailure.refused("the ID token names nobody we could know");
    }
  }

  private Identity identity(JWTClaimsSet claims, String accessToken, Addresses addresses)
      throws OidcFailure, ParseException {
    String subject = String.valueOf(claims.getSubject());
    String email = claims.getStringClaim("email");
    Object isVerified = claims.getClaim("email_verified");
    String name = claims.getStringClaim("name");
    if (email == null && addresses.userInfo().isPresent() && !accessToken.isEmpty()) {
      JsonNode more =
          http.get(addresses.userInfo().get(), Map.of("Authorization", "Bearer " + accessToken));
      // §5.3.2: an answer about somebody else must not be used.
      if (!more.path("sub").stringValue("").equals(subject)) {
        throw OidcFailure.refused("the UserInfo endpoint speaks of somebody else");
      }
      email = more.path("email").stringValue(null);
      isVerified = more.path("email_verified").asString("false");
      name = more.path("name").stringValue(null);
    }
    return new Identity(
        new ExternalIdentity(settings.issuer().toString(), subject),
        Optional.ofNullable(email).map(EmailAddress::new),
        "true".equals(String.valueOf(isVerified)),
        name == null ? "" : name.substring(0, Math.min(LONGEST_NAME, name.length())));
  }

  private synchronized Addresses addresses() throws OidcFailure {
    Instant now = clock.instant();
    if (known.isPresent() && now.isBefore(known.get().foundAt().plus(KNOWN_FOR))) {
      return known.get();
    }
    String issuer = settings.issuer().toString();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    JsonNode document = http.get(base + "/.well-known/openid-configuration", Map.of());
    if (!document.path("issuer").stringValue("").equals(issuer)) {
      throw OidcFailure.upstream("the discovery document is another issuer's");
    }
    Addresses found =
        new Addresses(
            needed(document, "authorization_endpoint"),
            needed(document, "token_endpoint"),
            needed(document, "jwks_uri"),
            Optional.of(document.path("userinfo_endpoint").stringValue(""))
                .filter(it -> !it.isEmpty()),
            now);
    known = Optional.of(found);
    return found;
  }

  private static String needed(JsonNode document, String name) throws OidcFailure {
    String value = document.path(name).stringValue("");
    if (!value.startsWith("https://") && !value.startsWith("http://")) {
      throw OidcFailure.upstream("the discovery document lacks " + name);
    }
    return value;
  }

  /// RFC 7636 §4.2.
  private static String challenge(String verifier) {
    byte[] digest = Digest.sha256().digest(verifier.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  /// RFC 6749 §2.3.1.
  private String basic(String secret) {
    String both = encoded(settings.clientId()) + ":" + encoded(secret);
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.US_ASCII));
  }
}
