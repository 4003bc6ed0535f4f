package io.oratio.control.web.contract;

import java.util.Optional;
import java.util.Set;

/// Who may use an operation: its `x-access`.
public sealed interface Access {
  /// Anybody, known or not.
  record Open() implements Access {}

  /// Persons of these roles, and keys that hold the scope.
  ///
  /// @param scope what an API key has to hold; without one no key may
  /// @param isForWidgets whether the token of a website's visitor may, for its own agent
  record Restricted(Set<Role> roles, Optional<String> scope, boolean isForWidgets)
      implements Access {
    public Restricted {
      roles = Set.copyOf(roles);
    }
  }
}
