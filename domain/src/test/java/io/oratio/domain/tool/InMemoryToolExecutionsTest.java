package io.oratio.domain.tool;

class InMemoryToolExecutionsTest extends ToolExecutionsContract {
  private final ToolExecutions toolExecutions = new InMemoryToolExecutions();

  @Override
  protected ToolExecutions toolExecutions() {
    return toolExecutions;
  }
}
