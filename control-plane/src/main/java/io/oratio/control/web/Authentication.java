package io.oratio.control.web;

import java.util.Optional;

/// Knows one sort of credentials. All that are beans are asked in their order, and the first that
/// knows the caller wins; if none does, the caller is [Caller.Nobody].
public interface Authentication {
  /// Who this is; empty if these credentials are none of the sort that is known here, or prove
  /// nothing. May block; called on the request's own thread, before the body is read.
  ///
  /// @throws Refusal 401 where the sort is known and the sender should hear more than "unknown",
  ///   for example that a token has expired
  Optional<Caller> caller(Credentials credentials);
}
