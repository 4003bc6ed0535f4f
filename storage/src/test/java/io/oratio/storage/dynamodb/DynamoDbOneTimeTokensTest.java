package io.oratio.storage.dynamodb;

import io.oratio.domain.account.OneTimeTokens;
import io.oratio.domain.account.OneTimeTokensContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbOneTimeTokensTest extends OneTimeTokensContract {
  private final Moto.Running moto;

  DynamoDbOneTimeTokensTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected OneTimeTokens oneTimeTokens() {
    return moto.storage().oneTimeTokens();
  }
}
