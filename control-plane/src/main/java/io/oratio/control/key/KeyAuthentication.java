package io.oratio.control.key;

import io.oratio.control.trust.Refused;
import io.oratio.control.web.Authentication;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Credentials;
import io.oratio.domain.key.ApiKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Knows programs by their secret keys, in `Authorization: Bearer` or `X-API-Key`. A widget's key
/// is none: anybody reads it.
final class KeyAuthentication implements Authentication {
  private final KeyChecks checks;
  private final KeyUses uses;
  private final Refused refused;

  KeyAuthentication(KeyChecks checks, KeyUses uses, Refused refused) {
    this.checks = checks;
    this.uses = uses;
    this.refused = refused;
  }

  @Override
  public Optional<Caller> caller(Credentials credentials) {
    return credentials
        .bearer()
        .or(credentials::apiKey)
        .flatMap(KeyText::parse)
        .filter(it -> it.kind() == ApiKey.Kind.SECRET)
        .flatMap(it -> caller(it, credentials.address()));
  }

  private Optional<Caller> caller(KeyText shown, String address) {
    Optional<ApiKey> key = checks.check(shown);
    if (key.isEmpty()) {
      checks
          .known(shown.keyId())
          .ifPresent(
              it ->
                  refused.note(
                      it.tenantId(),
                      "key.refused",
                      "key/" + it.keyId(),
                      address,
                      Map.of("why", checks.isLive(it) ? "secret" : "not_live")));
    }
    return key.map(this::known);
  }

  private Caller known(ApiKey key) {
    uses.note(key.keyId());
    return new Caller.Key(
        key.keyId(), key.tenantId(), Set.copyOf(key.scopes()), Set.copyOf(key.agentIds()));
  }
}
