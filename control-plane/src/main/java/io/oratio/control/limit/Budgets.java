package io.oratio.control.limit;

import java.util.List;

/// The budgets that the operator has settled.
public record Budgets(List<Budget> all) {
  public Budgets {
    all = List.copyOf(all);
  }
}
