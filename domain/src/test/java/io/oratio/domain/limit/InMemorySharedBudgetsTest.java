package io.oratio.domain.limit;

class InMemorySharedBudgetsTest extends SharedBudgetsContract {
  private final SharedBudgets budgets = new InMemorySharedBudgets();

  @Override
  protected SharedBudgets one() {
    return budgets;
  }

  @Override
  protected SharedBudgets other() {
    return budgets;
  }
}
