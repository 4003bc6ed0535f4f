package io.oratio.storage.postgres;

import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.conversation.ConversationsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresConversationsTest extends ConversationsContract {
  private final PostgresStorage storage;

  PostgresConversationsTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected Conversations conversations() {
    return storage.conversations();
  }
}
