package io.oratio.storage.postgres;

import io.oratio.domain.session.Sessions;
import io.oratio.domain.session.SessionsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresSessionsTest extends SessionsContract {
  private final PostgresStorage storage;

  PostgresSessionsTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected Sessions sessions() {
    return storage.sessions();
  }
}
