package io.oratio.runtime.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.conversation.Message;
import io.oratio.domain.conversation.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Without a model: the same entry, events, records and tools.
@Timeout(60)
class OfflineTest {
  private final TextRig rig = new TextRig();

  @Test
  void answersUsesToolsAndRecordsLikeTheModelDoes() throws Exception {
    rig.world.tools.put("order", arguments -> "{\"got\":" + arguments + "}");
    try (TextAgents agents = rig.offline()) {
      Conversation conversation = rig.open(agents);
      Answer first = rig.say(agents, conversation, "hello");
      assertThat(first.words()).isEqualTo("Heard 1: hello");
      assertThat(first.sources()).hasSize(1);
      Answer second = rig.say(agents, conversation, "order it");
      assertThat(second.words()).isEqualTo("One moment.\n\nIt says {\"got\":{\"n\":2}}");
      assertThat(second.status()).isEqualTo(Run.Status.COMPLETED);
      assertThat(rig.messages(conversation).stream().map(Message::role))
          .endsWith(
              Message.Role.USER, Message.Role.ASSISTANT, Message.Role.TOOL, Message.Role.ASSISTANT);
      assertThat(rig.say(agents, conversation, "a person").isHandedOff()).isTrue();
    }
  }

  @Test
  void remembersWhereItWasInAnotherProcess() throws Exception {
    Conversation conversation;
    try (TextAgents agents = rig.offline()) {
      conversation = rig.open(agents);
      rig.say(agents, conversation, "one");
    }
    try (TextAgents agents = rig.offline()) {
      assertThat(rig.say(agents, conversation, "two").words()).isEqualTo("Heard 2: two");
    }
  }
}
