package io.oratio.storage.dynamodb;

import io.oratio.domain.mail.Mailbox;
import io.oratio.domain.mail.MailboxContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbMailboxTest extends MailboxContract {
  private final Moto.Running moto;

  DynamoDbMailboxTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected Mailbox mailbox() {
    return moto.storage().mailbox();
  }
}
