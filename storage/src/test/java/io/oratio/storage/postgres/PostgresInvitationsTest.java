package io.oratio.storage.postgres;

import io.oratio.domain.account.Invitations;
import io.oratio.domain.account.InvitationsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresInvitationsTest extends InvitationsContract {
  private final PostgresStorage storage;

  PostgresInvitationsTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected Invitations invitations() {
    return storage.invitations();
  }
}
