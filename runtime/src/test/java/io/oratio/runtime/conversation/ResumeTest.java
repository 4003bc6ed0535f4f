package io.oratio.runtime.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.conversation.Run;
import io.oratio.modelsimulator.ModelSimulator;
import io.oratio.modelsimulator.script.Fault;
import io.oratio.modelsimulator.script.Rule;
import io.oratio.modelsimulator.script.Script;
import io.oratio.modelsimulator.script.ToolCall;
import io.oratio.modelsimulator.script.When;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A process that ended in the middle of a run: here one that is simply never heard of again.
@Timeout(90)
class ResumeTest {
  private static final TextSettings USUAL = TextSettings.usual("node-1");
  private static final Script ORDERS =
      Script.of(
          Rule.calling(When.user("order"), new ToolCall("order", "{\"bread\":1}")),
          Rule.failing(When.answeredBy("order"), Fault.HANG).withTimes(1),
          Rule.saying(When.answeredBy("order"), "Ordered: {result}"));

  private final TextRig rig = new TextRig();

  @Test
  void goesOnAfterAResultThatWasWrittenWithoutUsingTheToolAgain() throws Exception {
    rig.world.tools.put("order", _ -> "{\"ok\":true}");
    try (ModelSimulator simulator = ModelSimulator.start(ORDERS)) {
      TextAgents killed = rig.process(simulator, USUAL);
      Conversation conversation = rig.open(killed);
      rig.begin(killed, conversation, "order bread");
      TextRig.until(() -> simulator.bodies().size() == 2);
      goesOn(simulator, conversation, "Ordered: {\"ok\":true}");
    }
  }

  @Test
  void goesOnAfterAToolWhoseResultNobodySawWithoutUsingItAgain() throws Exception {
    rig.world.tools.put("order", _ -> "{\"ok\":true}");
    rig.world.isHanging = true;
    try (ModelSimulator simulator =
        ModelSimulator.start(
            Script.of(
                Rule.calling(When.user("order"), new ToolCall("order", "{\"bread\":1}")),
                Rule.saying(When.answeredBy("order"), "Ordered: {result}")))) {
      TextAgents killed = rig.process(simulator, USUAL);
      Conversation conversation = rig.open(killed);
      rig.begin(killed, conversation, "order bread");
      TextRig.until(() -> rig.world.executed.size() == 1);
      rig.world.isHanging = false;
      goesOn(simulator, conversation, "Ordered: {\"ok\":true}");
    }
  }

  @Test
  void answersTheNextMessageWhereNobodyResumes() throws Exception {
    rig.world.tools.put("order", _ -> "{\"ok\":true}");
    rig.world.isHanging = true;
    try (ModelSimulator simulator = ModelSimulator.start(ORDERS)) {
      TextAgents killed = rig.process(simulator, USUAL);
      Conversation conversation = rig.open(killed);
      rig.begin(killed, conversation, "order bread");
      TextRig.until(() -> rig.world.executed.size() == 1);
      rig.world.isHanging = false;
      try (TextAgents next = rig.process(simulator, USUAL)) {
        next.recover();
        assertThat(rig.say(next, conversation, "are you there?").words())
            .isEqualTo("You said: are you there? This is answer number 2.");
        assertThat(simulator.protocolErrors()).isZero();
        assertThat(simulator.bodies().getLast()).contains("It is not known whether it was done");
      }
    }
  }

  private void goesOn(ModelSimulator simulator, Conversation conversation, String words)
      throws Exception {
    try (TextAgents next = rig.process(simulator, USUAL)) {
      assertThat(next.recover()).hasSize(1);
      assertThat(
              rig.conversations
                  .runs(TextRig.TENANT, conversation.conversationId(), 1)
                  .getFirst()
                  .status())
          .isEqualTo(Run.Status.INTERRUPTED);
      Answer answer =
          next.resume(TextRig.TENANT, conversation.conversationId(), rig.events::add)
              .orElseThrow()
              .answer()
              .get(40, TimeUnit.SECONDS);
      assertThat(answer.words()).isEqualTo(words);
      assertThat(rig.world.executed).containsExactly("1:order:{\"bread\":1}");
      assertThat(simulator.protocolErrors()).isZero();
      assertThat(rig.conversations.runs(TextRig.TENANT, conversation.conversationId(), 10))
          .singleElement()
          .satisfies(it -> assertThat(it.status()).isEqualTo(Run.Status.COMPLETED));
    }
  }
}
