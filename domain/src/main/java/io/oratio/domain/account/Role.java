package io.oratio.domain.account;

import java.util.Locale;

/// What a member may do in a tenant; the one named first may do all that those after it may.
public enum Role {
  OWNER,
  ADMIN,
  OPERATOR,
  VIEWER;

  /// Whether this role may do all that the other may.
  public boolean covers(Role other) {
    return compareTo(other) <= 0;
  }

  /// As it stands in JSON and in the tables.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException for another word
  public static Role fromWire(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
