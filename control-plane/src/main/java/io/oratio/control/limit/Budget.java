package io.oratio.control.limit;

import java.time.Duration;
import java.util.List;

/// So many requests in so long a time, for each tenant, person, key or address of its own.
public record Budget(String name, long limit, Duration window) {
  public Budget {
    if (limit < 1 || !window.isPositive()) {
      throw new IllegalArgumentException("the budget " + name + " holds at least one request");
    }
  }

  /// The budgets of a server that nobody has told otherwise.
  public static List<Budget> usual() {
    Duration minute = Duration.ofMinutes(1);
    return List.of(
        new Budget("reads", 1200, minute),
        new Budget("writes", 300, minute),
        new Budget("dials", 60, minute),
        new Budget("ingestion", 60, minute),
        new Budget("logins", 60, minute),
        new Budget("failures", 60, minute));
  }
}
