package io.oratio.domain.live;

class InProcessCommandsTest extends CommandsContract {
  private final Commands commands = new InProcessCommands();

  @Override
  protected Commands asking() {
    return commands;
  }

  @Override
  protected Commands serving() {
    return commands;
  }
}
