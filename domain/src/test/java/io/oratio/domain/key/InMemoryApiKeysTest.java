package io.oratio.domain.key;

class InMemoryApiKeysTest extends ApiKeysContract {
  private final ApiKeys apiKeys = new InMemoryApiKeys();

  @Override
  protected ApiKeys apiKeys() {
    return apiKeys;
  }
}
