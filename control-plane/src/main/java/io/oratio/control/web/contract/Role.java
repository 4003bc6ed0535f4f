package io.oratio.control.web.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a person may do within a tenant, most first. The contract names them in `x-access`.
public enum Role {
  OWNER,
  ADMIN,
  OPERATOR,
  VIEWER;

  /// As the contract writes it.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role of this name, as the contract writes it.
  public static Optional<Role> named(String wireName) {
    return Arrays.stream(values()).filter(it -> it.wireName().equals(wireName)).findFirst();
  }
}
