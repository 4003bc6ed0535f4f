package io.oratio.storage.postgres;

import io.oratio.domain.account.OneTimeTokens;
import io.oratio.domain.account.OneTimeTokensContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresOneTimeTokensTest extends OneTimeTokensContract {
  private final PostgresStorage storage;

  PostgresOneTimeTokensTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected OneTimeTokens oneTimeTokens() {
    return storage.oneTimeTokens();
  }
}
