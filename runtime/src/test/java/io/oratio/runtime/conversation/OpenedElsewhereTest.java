package io.oratio.runtime.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.conversation.Message;
import io.oratio.domain.conversation.Run;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.Turn;
import io.oratio.runtime.conversation.TextAgents.Said;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What those who carry text need besides answers.
@Timeout(60)
class OpenedElsewhereTest {
  private final TextRig rig = new TextRig();

  @Test
  void takesOverWhatWasSaidElsewhereInPlaceOfTheGreeting() throws Exception {
    try (TextAgents agents = rig.offline()) {
      Conversation conversation =
          agents.open(
              Opening.of(TextRig.TENANT, "bakery", Channel.API),
              List.of(new Said(Message.Role.USER, "one"), new Said(Message.Role.ASSISTANT, "yes")));
      assertThat(rig.say(agents, conversation, "two").words()).isEqualTo("Heard 2: two");
      List<String> said = List.of("one", "yes", "two", "Heard 2: two");
      assertThat(rig.messages(conversation).stream().map(Message::content))
          .containsExactlyElementsOf(said);
      assertThat(
              rig.sessions.turns(TextRig.TENANT, conversation.conversationId(), 0, 10).stream()
                  .map(Turn::content))
          .containsExactlyElementsOf(said);
    }
  }

  @Test
  void namesTheConversationInTheIdOfARun() throws Exception {
    try (TextAgents agents = rig.offline()) {
      Conversation conversation = rig.open(agents);
      assertThat(RunIds.conversationOf(rig.say(agents, conversation, "one").runId()))
          .contains(conversation.conversationId());
    }
    assertThat(RunIds.conversationOf("run1")).isEmpty();
    assertThat(RunIds.of("c".repeat(60), "run1")).isEqualTo("run1");
  }

  @Test
  void keepsOtherSurroundingsAndGoesOnWithThem() throws Exception {
    try (TextAgents agents = rig.offline()) {
      Conversation conversation = rig.open(agents);
      rig.say(agents, conversation, "one");
      assertThat(
              agents.surround(
                  TextRig.TENANT, conversation.conversationId(), Map.of("city", "Bergen")))
          .map(Conversation::context)
          .contains(Map.of("city", "Bergen"));
      assertThat(rig.say(agents, conversation, "two").words()).isEqualTo("Heard 2: two");
      assertThat(agents.surround(TextRig.TENANT, "none", Map.of())).isEmpty();
    }
  }

  @Test
  void saysNothingInARunThatIsStoppedWhileItWaits() throws Exception {
    rig.world.tools.put("order", _ -> "{}");
    rig.world.isHanging = true;
    try (TextAgents agents = rig.offline()) {
      Conversation conversation = rig.open(agents);
      Reply first = rig.begin(agents, conversation, "order it");
      TextRig.until(() -> rig.events.stream().anyMatch(it -> it instanceof RunEvent.ToolCall));
      Reply second = rig.begin(agents, conversation, "two");
      second.cancel();
      first.cancel();
      Answer answer = second.answer().get(30, TimeUnit.SECONDS);
      assertThat(answer.status()).isEqualTo(Run.Status.INTERRUPTED);
      assertThat(answer.words()).isEmpty();
    }
  }
}
