package io.oratio.storage.postgres;

import io.oratio.domain.account.Users;
import io.oratio.domain.account.UsersContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresUsersTest extends UsersContract {
  private final PostgresStorage storage;

  PostgresUsersTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected Users users() {
    return storage.users();
  }
}
