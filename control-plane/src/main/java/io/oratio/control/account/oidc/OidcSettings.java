package io.oratio.control.account.oidc;

import io.oratio.domain.trunk.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The provider that the operator trusts.
///
/// @param issuer as its tokens name it, for example `https://id.example.com`; a private host is
///   allowed, and plain `http` where it is written so
/// @param clientSecret empty for a client that has none
/// @param within how long the provider may take for each answer
public record OidcSettings(
    URI issuer, String clientId, Optional<Secret> clientSecret, Duration within) {
  public OidcSettings {
    String scheme = String.valueOf(issuer.getScheme());
    if (!scheme.equals("https") && !scheme.equals("http") || issuer.getHost() == null) {
      throw new IllegalArgumentException("the issuer begins with https:// and has a host");
    }
    if (issuer.getQuery() != null || issuer.getFragment() != null) {
      throw new IllegalArgumentException("the issuer has no query and no fragment");
    }
    if (clientId.isBlank() || !within.isPositive()) {
      throw new IllegalArgumentException("a client has an id, and waits longer than nothing");
    }
  }
}
