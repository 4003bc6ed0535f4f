package io.oratio.storage.dynamodb;

import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.conversation.ConversationsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbConversationsTest extends ConversationsContract {
  private final Moto.Running moto;

  DynamoDbConversationsTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected Conversations conversations() {
    return moto.storage().conversations();
  }
}
