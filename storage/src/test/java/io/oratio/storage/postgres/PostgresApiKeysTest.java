package io.oratio.storage.postgres;

import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.key.ApiKeysContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresApiKeysTest extends ApiKeysContract {
  private final PostgresStorage storage;

  PostgresApiKeysTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected ApiKeys apiKeys() {
    return storage.apiKeys();
  }
}
