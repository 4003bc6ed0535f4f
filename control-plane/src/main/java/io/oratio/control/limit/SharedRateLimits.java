package io.oratio.control.limit;

import io.oratio.control.web.RateLimits;
import io.oratio.domain.limit.SharedBudgets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/// Budgets of all nodes together. While nobody can say what the others have taken, each node holds
/// its own budget: who asks is let in rather than kept out, and nobody takes more than a budget of
/// each node. How often that was is counted.
public final class SharedRateLimits implements RateLimits {
  private final Map<String, Budget> budgets;
  private final SharedBudgets shared;
  private final RateLimits local;
  private final LongAdder alone = new LongAdder();

  /// @param local what holds while the shared ones are away; it knows the same budgets
  public SharedRateLimits(List<Budget> budgets, SharedBudgets shared, RateLimits local) {
    this.budgets = budgets.stream().collect(Collectors.toMap(Budget::name, it -> it));
    this.shared = shared;
    this.local = local;
  }

  @Override
  public Verdict take(String budgetName, List<String> subjects) {
    Budget budget = budgets.get(budgetName);
    if (budget == null) {
      throw new IllegalArgumentException("there is no budget " + budgetName);
    }
    Optional<SharedBudgets.Taken> taken =
        shared.take(budgetName, budget.limit(), budget.window(), subjects);
    if (taken.isEmpty()) {
      alone.increment();
      return local.take(budgetName, subjects);
    }
    return taken
        .map(
            it ->
                new Verdict(
                    budgetName,
                    budget.limit(),
                    budget.window(),
                    it.left(),
                    it.fullIn(),
                    it.retryAfter()))
        .orElseThrow();
  }

  /// How many requests were counted by this node alone.
  public long countedAlone() {
    return alone.sum();
  }
}
