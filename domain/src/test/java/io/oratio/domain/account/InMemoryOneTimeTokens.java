package io.oratio.domain.account;

import io.oratio.domain.trunk.Secret;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One-time tokens kept in memory, for tests.
public final class InMemoryOneTimeTokens implements OneTimeTokens {
  private final Map<Secret, OneTimeToken> tokens = new HashMap<>();

  @Override
  public synchronized void add(OneTimeToken token) {
    if (tokens.putIfAbsent(token.tokenHash(), token) != null) {
      throw new IllegalStateException("a one-time token of this hash is there already");
    }
  }

  @Override
  public synchronized Optional<OneTimeToken> redeem(
      Secret tokenHash, OneTimeToken.Purpose purpose, Instant now) {
    Optional<OneTimeToken> token =
        Optional.ofNullable(tokens.get(tokenHash))
            .filter(it -> it.purpose() == purpose && now.isBefore(it.expiresAt()));
    token.ifPresent(it -> tokens.remove(it.tokenHash()));
    return token;
  }

  @Override
  public synchronized void forgetExpired(Instant now) {
    tokens.values().removeIf(it -> !now.isBefore(it.expiresAt()));
  }
}
