package io.oratio.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.oratio.domain.trunk.Secret;
import io.oratio.modelsimulator.ModelSimulator;
import io.oratio.modelsimulator.report.RequestReport;
import io.oratio.modelsimulator.script.Fault;
import io.oratio.modelsimulator.script.Pace;
import io.oratio.modelsimulator.script.Rule;
import io.oratio.modelsimulator.script.Script;
import io.oratio.modelsimulator.script.ToolCall;
import io.oratio.modelsimulator.script.When;
import io.oratio.runtime.model.ModelCounter.Event;
import io.oratio.runtime.model.ModelSettings.Model;
import io.oratio.runtime.model.ModelSettings.Patience;
import io.oratio.runtime.model.ModelSettings.Price;
import io.oratio.runtime.model.ModelSettings.Provider;
import io.oratio.runtime.model.Outcome.Finish;
import io.oratio.runtime.model.Outcome.Why;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Calls of models through the real client, against the simulator.
@Timeout(60)
class ModelCallTest {
  private static final Patience QUICK =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          3,
          Duration.ofMillis(5),
          Duration.ofSeconds(3),
          50,
          Duration.ofSeconds(30));
  private static final List<ChatMessage> HELLO =
      List.of(SystemMessage.from("Be brief."), UserMessage.from("Hello there"));

  private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
  private final StringBuilder words = new StringBuilder();
  private ModelSimulator simulator;

  @BeforeEach
  void start() throws IOException {
    simulator = ModelSimulator.start(Script.standard());
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void streamsAnAnswerAndTellsWhatItCost() {
    Outcome.Answered answer =
        answered(call(QUICK).ask(Ask.of(HELLO), words::append, new Cancellation()));
    assertThat(answer.words()).isEqualTo("You said: Hello there This is answer number 1.");
    assertThat(words).hasToString(answer.words());
    RequestReport report = simulator.reports().getFirst();
    assertThat(answer.spent().usage().inputTokens()).isEqualTo(report.promptTokens());
    assertThat(answer.spent().usage().outputTokens()).isEqualTo(report.answerTokens());
    assertThat(answer.spent().usage().costMicros())
        .isEqualTo(report.promptTokens() * 2L + report.answerTokens() * 10L);
    assertThat(answer.spent().isEstimated()).isFalse();
    assertThat(simulator.bodies().getFirst())
        .contains("\"max_tokens\" : 1024")
        .doesNotContain("sk-1");
  }

  @Test
  void asksForToolsWithTheirSchemasAndGivesTheirResults() {
    simulator.script(
        Script.of(
            Rule.calling(When.user("hello"), new ToolCall("hours", "{\"day\":\"monday\"}")),
            Rule.saying(When.answeredBy("hours"), "They said {result}")));
    String schema =
        "{\"type\":\"object\",\"properties\":{\"day\":{\"type\":\"string\",\"enum\":[\"monday\""
            + "],\"description\":\"which\"}},\"required\":[\"day\"]}";
    Ask first =
        new Ask(HELLO, List.of(ToolSpecs.of("hours", "When open", schema)), OptionalDouble.of(0.2));
    Outcome.Answered asks = answered(call(QUICK).ask(first, words::append, new Cancellation()));
    assertThat(asks.finish()).isEqualTo(Finish.TOOLS);
    assertThat(asks.tools().getFirst().arguments()).isEqualTo("{\"day\":\"monday\"}");
    assertThat(simulator.bodies().getFirst())
        .contains("\"enum\" : [ \"monday\" ]")
        .contains("\"required\" : [ \"day\" ]")
        .contains("\"temperature\" : 0.2");
    List<ChatMessage> history = new ArrayList<>(HELLO);
    history.add(AiMessage.from(asks.tools()));
    history.add(ToolExecutionResultMessage.from(asks.tools().getFirst(), "nine"));
    Outcome.Answered told =
        answered(
            call(QUICK)
                .ask(
                    new Ask(history, first.tools(), first.temperature()),
                    words::append,
                    new Cancellation()));
    assertThat(told.words()).isEqualTo("They said nine");
    assertThat(simulator.protocolErrors()).isZero();
  }

  @Test
  void triesAgainBeforeTheFirstWordAndKeepsTheProvidersPause() {
    simulator.script(
        Script.of(
            Rule.failing(When.ALWAYS, Fault.HTTP_429).withRetryAfter(1).withTimes(1),
            Rule.failing(When.ALWAYS, Fault.HTTP_500).withTimes(1),
            Rule.saying(When.ALWAYS, "here")));
    long began = System.nanoTime();
    Outcome.Answered answer =
        answered(call(QUICK).ask(Ask.of(HELLO), words::append, new Cancellation()));
    assertThat(answer.words()).isEqualTo("here");
    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(1_000_000_000L);
    assertThat(events).containsExactly(Event.RETRIED, Event.RETRIED, Event.ANSWERED);
  }

  @Test
  void triesAgainAfterWhatIsNoAnswer() {
    for (Fault fault :
        List.of(
            Fault.DISCONNECT,
            Fault.BAD_JSON,
            Fault.EARLY_END,
            Fault.EMPTY,
            Fault.ERROR_IN_STREAM,
            Fault.BROKEN_STREAM)) {
      simulator.script(
          Script.of(
              Rule.failing(When.ALWAYS, fault).withTimes(1), Rule.saying(When.ALWAYS, "here")));
      assertThat(answered(call(QUICK).ask(Ask.of(HELLO), _ -> {}, new Cancellation())).words())
          .as(fault.wireName())
          .isEqualTo("here");
    }
  }

  @Test
  void doesNotBeginAnAnswerAgainOfWhichWordsWerePassedOn() {
    simulator.script(Script.of(Rule.failing(When.ALWAYS, Fault.BROKEN_STREAM).withAfterTokens(3)));
    Outcome outcome = call(QUICK).ask(Ask.of(HELLO), words::append, new Cancellation());
    assertThat(outcome)
        .asInstanceOf(type(Outcome.Broken.class))
        .satisfies(it -> assertThat(it.words()).isEqualTo(words.toString()).isNotBlank())
        .satisfies(it -> assertThat(it.spent().isEstimated()).isTrue())
        .satisfies(it -> assertThat(it.spent().usage().costMicros()).isPositive());
    assertThat(simulator.reports()).hasSize(1);
  }

  @Test
  void doesNotAskAgainWhereThatCannotHelp() {
    simulator.script(Script.standard().withApiKey("another"));
    Outcome refused = call(QUICK).ask(Ask.of(HELLO), words::append, new Cancellation());
    assertThat(((Outcome.Nothing) refused).why()).isEqualTo(Why.MISCONFIGURED);
    simulator.script(Script.of(Rule.failing(When.ALWAYS, Fault.CONTEXT_LENGTH)));
    Outcome tooLong = call(QUICK).ask(Ask.of(HELLO), words::append, new Cancellation());
    assertThat(((Outcome.Nothing) tooLong).why()).isEqualTo(Why.TOO_LONG);
    assertThat(simulator.bodies()).hasSize(2);
  }

  @Test
  void givesUpOnASilentModelWithinItsTime() {
    simulator.script(Script.of(Rule.failing(When.ALWAYS, Fault.HANG)));
    Patience brief =
        new Patience(
            Duration.ofSeconds(2),
            Duration.ofMillis(150),
            Duration.ofMillis(900),
            3,
            Duration.ofMillis(5),
            Duration.ofSeconds(1),
            50,
            Duration.ofSeconds(30));
    long began = System.nanoTime();
    Outcome outcome = call(brief).ask(Ask.of(HELLO), words::append, new Cancellation());
    assertThat(((Outcome.Nothing) outcome).why()).isEqualTo(Why.UNAVAILABLE);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void letsAnotherModelTakeOver() {
    simulator.script(
        Script.of(
            Rule.failing(
                new When(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(io.oratio.modelsimulator.script.Words.of("big")),
                    java.util.OptionalInt.empty()),
                Fault.HTTP_503),
            Rule.saying(When.ALWAYS, "small here")));
    Models models =
        models(
            new ModelSettings(
                "a", Map.of("a", model("big").withFallback("b"), "b", model("small")), QUICK));
    Outcome.Answered answer =
        answered(
            models
                .named("unknown")
                .orElseThrow()
                .ask(Ask.of(HELLO), words::append, new Cancellation()));
    assertThat(answer.model()).isEqualTo("b");
    assertThat(events).contains(Event.FAILED, Event.FELL_BACK, Event.ANSWERED);
  }

  @Test
  void leavesAModelAloneThatFailedSeveralTimes() {
    simulator.script(Script.of(Rule.failing(When.ALWAYS, Fault.HTTP_500)));
    Patience breaking =
        new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            2,
            Duration.ofMillis(2),
            Duration.ofSeconds(1),
            4,
            Duration.ofHours(1));
    ModelCall call = call(breaking);
    for (int i = 0; i < 5; i++) {
      assertThat(call.ask(Ask.of(HELLO), words::append, new Cancellation()))
          .isInstanceOf(Outcome.Nothing.class);
    }
    assertThat(simulator.bodies()).hasSize(4);
    assertThat(events).contains(Event.BREAKER_REFUSED);
  }

  @Test
  void stopsAtOnceBeforeAndAfterTheFirstWord() throws Exception {
    simulator.script(
        Script.of(
            Rule.failing(When.ALWAYS, Fault.HANG).withTimes(1),
            Rule.saying(When.ALWAYS, "one two three four five six seven")
                .withPace(new Pace(Duration.ZERO, Duration.ofSeconds(1)))));
    Cancellation silent = new Cancellation();
    Thread.ofVirtual()
        .start(
            () -> {
              while (simulator.bodies().isEmpty()) {
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
              }
              silent.cancel();
            });
    assertThat(call(QUICK).ask(Ask.of(HELLO), words::append, silent))
        .isInstanceOf(Outcome.Cancelled.class);
    Cancellation speaking = new Cancellation();
    Outcome outcome =
        call(QUICK)
            .ask(
                Ask.of(HELLO),
                piece -> {
                  words.append(piece);
                  speaking.cancel();
                },
                speaking);
    assertThat(((Outcome.Cancelled) outcome).words()).isEqualTo("one");
    assertThat(words).hasToString("one");
  }

  @Test
  void tellsThatAnAnswerWasCutOrFiltered() {
    simulator.script(Script.of(Rule.saying(When.ALWAYS, "cut").withFinish("length")));
    assertThat(answered(call(QUICK).ask(Ask.of(HELLO), words::append, new Cancellation())).finish())
        .isEqualTo(Finish.LENGTH);
    simulator.script(Script.of(Rule.saying(When.ALWAYS, "").withFinish("content_filter")));
    assertThat(
            ((Outcome.Nothing) call(QUICK).ask(Ask.of(HELLO), words::append, new Cancellation()))
                .why())
        .isEqualTo(Why.FILTERED);
  }

  @Test
  void makesAModelOfEachProviderAndNamesWhatIsWrong() {
    Model ollama = Model.of(Provider.OLLAMA, "http://127.0.0.1:1", "llama");
    Models models = models(ModelSettings.of(ollama).withPatience(QUICK));
    assertThat(models.named("").orElseThrow().ask(Ask.of(HELLO), words::append, new Cancellation()))
        .isInstanceOf(Outcome.Nothing.class);
    assertThat(models(ModelSettings.NONE).named("")).isEmpty();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> new ModelSettings("x", Map.of("a", ollama), QUICK))
        .hasMessageContaining("'x'");
  }

  private ModelCall call(Patience patience) {
    return models(ModelSettings.of(model("gpt")).withPatience(patience)).named("").orElseThrow();
  }

  private Model model(String name) {
    return Model.of(Provider.OPENAI_COMPATIBLE, simulator.baseUrl().toString(), name)
        .withApiKey(new Secret("sk-1"))
        .withPrice(new Price(2, 10));
  }

  private Models models(ModelSettings settings) {
    return new Models(
        settings, InstantSource.system(), new Random(1), (_, event) -> events.add(event));
  }

  private static Outcome.Answered answered(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    return (Outcome.Answered) outcome;
  }
}
