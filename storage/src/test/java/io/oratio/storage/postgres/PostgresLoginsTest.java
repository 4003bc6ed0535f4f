package io.oratio.storage.postgres;

import io.oratio.domain.account.Logins;
import io.oratio.domain.account.LoginsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresLoginsTest extends LoginsContract {
  private final PostgresStorage storage;

  PostgresLoginsTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected Logins logins() {
    return storage.logins();
  }
}
