package io.oratio.storage.dynamodb;

import io.oratio.domain.session.Sessions;
import io.oratio.domain.session.SessionsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbSessionsTest extends SessionsContract {
  private final Moto.Running moto;

  DynamoDbSessionsTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected Sessions sessions() {
    return moto.storage().sessions();
  }

  @Override
  protected boolean isSearchingWords() {
    return false;
  }
}
