package io.oratio.domain.account;

import io.oratio.domain.trunk.Secret;
import java.time.Instant;
import java.util.Optional;

/// The store of one-time tokens. They are nobody's until they are shown.
public interface OneTimeTokens {
  /// Writes a new one.
  ///
  /// @throws IllegalStateException if the hash is taken
  void add(OneTimeToken token);

  /// Uses it up: of any number that try at the same time, one succeeds.
  ///
  /// @return the token; empty when there is none, it is for another purpose, was used before, or
  ///   has expired. One that is shown for another purpose or too late is not used up by that.
  Optional<OneTimeToken> redeem(Secret tokenHash, OneTimeToken.Purpose purpose, Instant now);

  /// Takes out what has expired: for the platform's own jobs. A store that does so by itself does
  /// nothing.
  void forgetExpired(Instant now);
}
