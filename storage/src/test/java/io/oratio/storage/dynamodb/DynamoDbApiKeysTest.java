package io.oratio.storage.dynamodb;

import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.key.ApiKeysContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbApiKeysTest extends ApiKeysContract {
  private final Moto.Running moto;

  DynamoDbApiKeysTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected ApiKeys apiKeys() {
    return moto.storage().apiKeys();
  }
}
