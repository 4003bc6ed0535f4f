package io.oratio.runtime.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.conversation.Message;
import io.oratio.domain.conversation.Run;
import io.oratio.domain.memory.Fact;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.CustomerMetadata;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionStatus;
import io.oratio.domain.session.Turn;
import io.oratio.modelsimulator.ModelSimulator;
import io.oratio.modelsimulator.script.Fault;
import io.oratio.modelsimulator.script.Pace;
import io.oratio.modelsimulator.script.Rule;
import io.oratio.modelsimulator.script.Script;
import io.oratio.modelsimulator.script.ToolCall;
import io.oratio.modelsimulator.script.When;
import io.oratio.runtime.conversation.RunEvent.MessageDelta;
import io.oratio.runtime.conversation.RunEvent.Reason;
import io.oratio.runtime.conversation.RunEvent.RunStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Conversations in text, from a message to its records.
@Timeout(90)
class TextAgentsTest {
  private static final TextSettings USUAL = TextSettings.usual("node-1");
  private static final String FOUND =
      "{\"known\":true,\"passages\":[{\"path\":\"hours.md\",\"title\":\"Hours\",\"place\":\"Sunday\",\"text\":\"Nine"
          + " to one.\"}]}";

  private final TextRig rig = new TextRig();
  private ModelSimulator simulator;
  private TextAgents agents;

  @BeforeEach
  void start() throws IOException {
    simulator = ModelSimulator.start(Script.standard());
    agents = rig.process(simulator, USUAL);
  }

  @AfterEach
  void stop() {
    agents.close();
    simulator.close();
  }

  @Test
  void streamsAnAnswerAndRecordsTheConversationItsSessionAndItsCost() throws Exception {
    Conversation conversation = rig.open(agents);
    Answer answer = rig.say(agents, conversation, "Hello");
    assertThat(answer.words()).isEqualTo("You said: Hello This is answer number 1.");
    assertThat(answer.status()).isEqualTo(Run.Status.COMPLETED);
    assertThat(rig.events.getFirst()).isInstanceOf(RunStatus.class);
    assertThat(rig.events.getLast()).isInstanceOf(RunStatus.class);
    assertThat(rig.events.stream().map(RunEvent::seq).toList())
        .isEqualTo(java.util.stream.IntStream.rangeClosed(1, rig.events.size()).boxed().toList());
    assertThat(words()).isEqualTo(answer.words());
    assertThat(rig.messages(conversation).stream().map(Message::role))
        .containsExactly(Message.Role.ASSISTANT, Message.Role.USER, Message.Role.ASSISTANT);
    List<Turn> turns = rig.sessions.turns(TextRig.TENANT, conversation.conversationId(), 0, 100);
    assertThat(turns.stream().map(Turn::content))
        .containsExactly("Good morning, Corner Bakery.", "Hello", answer.words());
    Session session =
        rig.sessions.find(TextRig.TENANT, conversation.conversationId()).orElseThrow();
    assertThat(session.engine()).isEqualTo("usual");
    assertThat(answer.usage().costMicros())
        .isEqualTo(answer.usage().inputTokens() + answer.usage().outputTokens())
        .isPositive();
    agents.end(TextRig.TENANT, conversation.conversationId(), "closed");
    assertThat(
            rig.sessions.find(TextRig.TENANT, conversation.conversationId()).orElseThrow().status())
        .isEqualTo(SessionStatus.COMPLETED);
  }

  @Test
  void usesToolsTellsOfThemAndNamesItsSources() throws Exception {
    rig.world.tools.put("knowledge_search", _ -> FOUND);
    rig.world.tools.put("order", arguments -> "{\"ok\":" + arguments + "}");
    simulator.script(
        Script.of(
            Rule.calling(
                When.user("sunday"),
                new ToolCall("knowledge_search", "{\"question\":\"sunday\"}"),
                new ToolCall("order", "{}")),
            Rule.saying(When.answeredBy("order"), "Nine to one.")));
    Conversation conversation = rig.open(agents);
    Answer answer = rig.say(agents, conversation, "When do you open on Sunday?");
    assertThat(answer.words()).isEqualTo("Nine to one.");
    assertThat(answer.sources()).hasSize(1);
    assertThat(answer.sources().getFirst().title()).isEqualTo("Hours");
    assertThat(rig.events.stream().map(it -> it.getClass().getSimpleName()).distinct())
        .containsExactly("RunStatus", "ToolCall", "ToolResult", "MessageDelta", "Sources");
    assertThat(rig.messages(conversation).stream().map(Message::role))
        .containsExactly(
            Message.Role.ASSISTANT,
            Message.Role.USER,
            Message.Role.ASSISTANT,
            Message.Role.TOOL,
            Message.Role.TOOL,
            Message.Role.ASSISTANT);
    rig.say(agents, conversation, "Thank you");
    assertThat(simulator.protocolErrors()).isZero();
  }

  @Test
  void endsAModelThatAsksForToolsWithoutEnd() throws Exception {
    rig.world.tools.put("order", _ -> "{}");
    simulator.script(
        Script.of(
            Rule.calling(When.ALWAYS, new ToolCall("order", "{}")),
            Rule.calling(When.answeredBy("order"), new ToolCall("order", "{}"))));
    Answer answer = rig.say(agents, rig.open(agents), "go");
    assertThat(answer.reason()).isEqualTo(Reason.TOO_MANY_TOOLS);
    assertThat(answer.status()).isEqualTo(Run.Status.FAILED);
    assertThat(answer.words()).isEqualTo(Sentences.TOO_MANY_TOOLS);
    assertThat(simulator.bodies()).hasSize(9);
  }

  @Test
  void saysHonestlyThatNothingAnswersAndGoesOnAfterwards() throws Exception {
    simulator.script(Script.of(Rule.failing(When.ALWAYS, Fault.HTTP_500)));
    Conversation conversation = rig.open(agents);
    Answer failed = rig.say(agents, conversation, "Hello");
    assertThat(failed.words()).isEqualTo(Sentences.UNAVAILABLE);
    assertThat(failed.status()).isEqualTo(Run.Status.FAILED);
    assertThat(
            rig.conversations
                .runs(TextRig.TENANT, conversation.conversationId(), 1)
                .getFirst()
                .error())
        .hasValue("the provider answered with status 500");
    simulator.script(
        Script.of(Rule.failing(When.ALWAYS, Fault.BROKEN_STREAM).withAfterTokens(2).withTimes(1)));
    Answer broken = rig.say(agents, conversation, "Again");
    assertThat(broken.words()).endsWith(Sentences.BROKEN_OFF);
    assertThat(broken.reason()).isEqualTo(Reason.BROKEN_OFF);
    assertThat(rig.say(agents, conversation, "Third").status()).isEqualTo(Run.Status.COMPLETED);
    assertThat(simulator.protocolErrors()).isZero();
  }

  @Test
  void endsPolitelyWhenTheBudgetIsSpent() throws Exception {
    TextRig poor = new TextRig(50);
    try (TextAgents process = poor.process(simulator, USUAL)) {
      Conversation conversation = poor.open(process);
      assertThat(poor.say(process, conversation, "Hello").reason()).isEqualTo(Reason.USUAL);
      Answer last = poor.say(process, conversation, "And now?");
      assertThat(last.words()).isEqualTo(Sentences.BUDGET_REACHED);
      assertThat(last.reason()).isEqualTo(Reason.BUDGET_REACHED);
      assertThat(last.isEnded()).isTrue();
      assertThat(simulator.bodies()).hasSize(1);
      assertThat(
              poor.sessions
                  .find(TextRig.TENANT, conversation.conversationId())
                  .orElseThrow()
                  .ending()
                  .orElseThrow()
                  .reason())
          .isEqualTo("budget_reached");
    }
  }

  @Test
  void cancelsARunAndKeepsWhatWasSaid() throws Exception {
    simulator.script(
        Script.of(
            Rule.saying(When.ALWAYS, "one two three four five")
                .withPace(new Pace(Duration.ZERO, Duration.ofSeconds(2)))
                .withTimes(1)));
    Conversation conversation = rig.open(agents);
    Reply reply = rig.begin(agents, conversation, "count");
    TextRig.until(() -> rig.events.stream().anyMatch(it -> it instanceof MessageDelta));
    reply.cancel();
    Answer answer = reply.answer().get(30, TimeUnit.SECONDS);
    assertThat(answer.status()).isEqualTo(Run.Status.INTERRUPTED);
    assertThat(answer.reason()).isEqualTo(Reason.CANCELLED);
    assertThat(answer.words()).startsWith("one").doesNotContain("five");
    assertThat(agents.resume(TextRig.TENANT, conversation.conversationId(), _ -> {})).isEmpty();
    assertThat(rig.say(agents, conversation, "more").status()).isEqualTo(Run.Status.COMPLETED);
  }

  @Test
  void answersMessagesOfAConversationOneAfterTheOtherAndNotWithoutLimit() throws Exception {
    simulator.script(
        Script.of(
            Rule.saying(When.ALWAYS, "slowly {user}")
                .withPace(new Pace(Duration.ofMillis(300), Duration.ZERO))));
    Conversation conversation = rig.open(agents);
    List<Reply> replies = new java.util.ArrayList<>();
    for (int i = 0; i < 5; i++) {
      replies.add(rig.begin(agents, conversation, "m" + i));
    }
    assertThatThrownBy(() -> rig.begin(agents, conversation, "one too many"))
        .isInstanceOfSatisfying(
            ReplyRefused.class, it -> assertThat(it.why()).isEqualTo(ReplyRefused.Why.BUSY));
    for (Reply reply : replies) {
      assertThat(reply.answer().get(40, TimeUnit.SECONDS).status()).isEqualTo(Run.Status.COMPLETED);
    }
    List<Message> messages = rig.messages(conversation);
    for (int i = 1; i < messages.size(); i++) {
      assertThat(messages.get(i).role())
          .isEqualTo(i % 2 == 1 ? Message.Role.USER : Message.Role.ASSISTANT);
    }
  }

  @Test
  void refusesWhatItCannotAnswer() throws Exception {
    Conversation conversation = rig.open(agents);
    assertThatThrownBy(() -> rig.begin(agents, conversation, " ")).isInstanceOf(ReplyRefused.class);
    assertThatThrownBy(() -> rig.begin(agents, conversation, "x".repeat(8001)))
        .isInstanceOf(ReplyRefused.class);
    assertThatThrownBy(() -> agents.reply(TextRig.TENANT, "none", "hi", "", _ -> {}))
        .isInstanceOfSatisfying(
            ReplyRefused.class, it -> assertThat(it.why()).isEqualTo(ReplyRefused.Why.NOT_FOUND));
    assertThatThrownBy(() -> agents.open(Opening.of(TextRig.TENANT, "nobody", Channel.API)))
        .isInstanceOf(ReplyRefused.class);
  }

  @Test
  void bringsAHumanBeingForADangerWordWhateverTheModelSays() throws Exception {
    Conversation conversation = rig.open(agents);
    Answer answer = rig.say(agents, conversation, "I was poisoned");
    assertThat(answer.words()).isEqualTo("I bring somebody at once.");
    assertThat(answer.isHandedOff()).isTrue();
    assertThat(simulator.bodies()).isEmpty();
  }

  @Test
  void leavesTheWordToTheHumanBeingWhereThatIsConfigured() throws Exception {
    rig.world.tools.put("hand_off", _ -> "{\"ok\":true}");
    simulator.script(
        Script.of(
            Rule.calling(When.user("person"), new ToolCall("hand_off", "{}")),
            Rule.saying(When.answeredBy("hand_off"), "Somebody comes.")));
    try (TextAgents quiet = rig.process(simulator, USUAL.quietAfterHandoff())) {
      Conversation conversation = rig.open(quiet);
      Answer asked = rig.say(quiet, conversation, "a person please");
      assertThat(asked.words()).isEqualTo("Somebody comes.");
      assertThat(asked.reason()).isEqualTo(Reason.HANDED_OFF);
      Answer silent = rig.say(quiet, conversation, "hello?");
      assertThat(silent.words()).isEmpty();
      assertThat(silent.isHandedOff()).isTrue();
      assertThat(simulator.bodies()).hasSize(2);
    }
  }

  @Test
  void tellsTheModelWhatItRemembersAndWhereItIs() throws Exception {
    rig.facts.put(new Fact(TextRig.TENANT, "bakery", "anna", "bread", "rye", "s0", Instant.now()));
    Conversation conversation =
        agents.open(
            new Opening(
                TextRig.TENANT,
                "bakery",
                0,
                "anna",
                Channel.WIDGET,
                Map.of("page", "/prices"),
                CustomerMetadata.none()));
    rig.say(agents, conversation, "Hello");
    assertThat(simulator.bodies().getFirst())
        .contains("\\\"bread\\\": \\\"rye\\\"")
        .contains("\\\"page\\\": \\\"/prices\\\"");
  }

  @Test
  void summarisesWhatHasGrownTooLongAndGoesOnWithTheSummary() throws Exception {
    simulator.script(
        Script.of(
            Rule.saying(
                new When(
                    java.util.Optional.empty(),
                    java.util.Optional.of(
                        io.oratio.modelsimulator.script.Words.of("keep the minutes")),
                    java.util.Optional.empty(),
                    java.util.Optional.empty(),
                    java.util.Optional.empty(),
                    java.util.OptionalInt.empty()),
                "Anna wants rye."),
            Rule.saying(When.ALWAYS, "Noted. " + "word ".repeat(60))));
    try (TextAgents small = rig.process(simulator, USUAL.withMemoryTokens(300))) {
      Conversation conversation = rig.open(small);
      for (int i = 0; i < 4; i++) {
        rig.say(
            small,
            conversation,
            "I am Anna and I want rye bread, part " + i + ". " + "x ".repeat(40));
      }
      TextRig.until(
          () ->
              rig.conversations
                      .find(TextRig.TENANT, conversation.conversationId())
                      .orElseThrow()
                      .summarisedThrough()
                  > 1);
      rig.say(small, conversation, "What did I want?");
      assertThat(simulator.bodies().stream().filter(it -> it.contains("What did I want?")))
          .allMatch(it -> it.contains("Anna wants rye."))
          .allMatch(it -> !it.contains("part 0"));
      assertThat(simulator.protocolErrors()).isZero();
    }
  }

  private String words() {
    return rig.events.stream()
        .filter(MessageDelta.class::isInstance)
        .map(it -> ((MessageDelta) it).text())
        .collect(Collectors.joining());
  }
}
