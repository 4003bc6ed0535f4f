package io.oratio.storage.postgres;

import io.oratio.domain.mail.Mailbox;
import io.oratio.domain.mail.MailboxContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresMailboxTest extends MailboxContract {
  private final PostgresStorage storage;

  PostgresMailboxTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected Mailbox mailbox() {
    return storage.mailbox();
  }
}
