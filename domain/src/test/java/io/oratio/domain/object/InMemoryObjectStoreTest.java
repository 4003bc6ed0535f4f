package io.oratio.domain.object;

class InMemoryObjectStoreTest extends ObjectStoreContract {
  private final ObjectStore objects = new InMemoryObjectStore();

  @Override
  protected ObjectStore objects() {
    return objects;
  }
}
