package io.oratio.storage.postgres;

import io.oratio.domain.account.Members;
import io.oratio.domain.account.MembersContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresMembersTest extends MembersContract {
  private final PostgresStorage storage;

  PostgresMembersTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected Members members() {
    return storage.members();
  }
}
