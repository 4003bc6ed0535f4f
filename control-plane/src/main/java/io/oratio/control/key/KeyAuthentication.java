package io.oratio.control.key;

import io.oratio.control.web.Authentication;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Credentials;
import io.oratio.domain.key.ApiKey;
import java.util.Optional;
import java.util.Set;

/// Knows programs by their secret keys, in `Authorization: Bearer` or `X-API-Key`. A widget's key
/// is none: anybody reads it.
final class KeyAuthentication implements Authentication {
  private final KeyChecks checks;
  private final KeyUses uses;

  KeyAuthentication(KeyChecks checks, KeyUses uses) {
    this.checks = checks;
    this.uses = uses;
  }

  @Override
  public Optional<Caller> caller(Credentials credentials) {
    return credentials
        .bearer()
        .or(credentials::apiKey)
        .flatMap(KeyText::parse)
        .filter(it -> it.kind() == ApiKey.Kind.SECRET)
        .flatMap(checks::check)
        .map(this::known);
  }

  private Caller known(ApiKey key) {
    uses.note(key.keyId());
    return new Caller.Key(
        key.keyId(), key.tenantId(), Set.copyOf(key.scopes()), Set.copyOf(key.agentIds()));
  }
}
