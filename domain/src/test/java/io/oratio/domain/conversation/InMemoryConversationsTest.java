package io.oratio.domain.conversation;

class InMemoryConversationsTest extends ConversationsContract {
  private final Conversations conversations = new InMemoryConversations();

  @Override
  protected Conversations conversations() {
    return conversations;
  }
}
