package io.oratio.gateway.trunk;

import io.oratio.domain.trunk.Trunk;

/// What a request's credentials are worth.
public sealed interface DigestVerdict {
  /// They are right and were not used before, or by this very request.
  record Verified(Trunk trunk) implements DigestVerdict {}

  /// The nonce is too old, or its count is used up: challenge again and say so (`stale=true`).
  record Stale() implements DigestVerdict {}

  /// Right credentials, but of another request: somebody recorded it.
  record Replayed() implements DigestVerdict {}

  /// Wrong user, password, nonce or form. Which, is not told.
  record Wrong() implements DigestVerdict {}
}
