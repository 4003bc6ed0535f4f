package io.oratio.gateway.call;

import java.util.Locale;

/// Who called whom.
public enum Direction {
  /// They called us.
  INBOUND,
  /// We called them.
  OUTBOUND;

  /// As it stands in labels and logs.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
