package io.oratio.storage.dynamodb;

import io.oratio.domain.account.Invitations;
import io.oratio.domain.account.InvitationsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbInvitationsTest extends InvitationsContract {
  private final Moto.Running moto;

  DynamoDbInvitationsTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected Invitations invitations() {
    return moto.storage().invitations();
  }
}
