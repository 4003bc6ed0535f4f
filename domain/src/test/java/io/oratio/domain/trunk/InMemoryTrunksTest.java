package io.oratio.domain.trunk;

class InMemoryTrunksTest extends TrunksContract {
  private final Trunks trunks = new InMemoryTrunks();

  @Override
  protected Trunks trunks() {
    return trunks;
  }
}
