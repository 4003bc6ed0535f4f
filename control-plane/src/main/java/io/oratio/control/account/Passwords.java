package io.oratio.control.account;

import io.oratio.domain.trunk.Secret;

/// Makes and compares what is kept of passwords. Both cost the same, on purpose a lot; blocks while
/// too many are at it, and refuses after some seconds of that.
interface Passwords {
  /// What is kept of it.
  Secret hash(String password);

  /// Whether it is the one.
  boolean matches(String password, Secret hash);

  /// Costs what a comparison does, where there is nothing to compare with: so that time does not
  /// tell who has an account.
  void spend(String password);
}
