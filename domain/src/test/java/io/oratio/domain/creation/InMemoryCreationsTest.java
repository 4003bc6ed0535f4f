package io.oratio.domain.creation;

class InMemoryCreationsTest extends CreationsContract {
  private final Creations creations = new InMemoryCreations();

  @Override
  protected Creations creations() {
    return creations;
  }
}
