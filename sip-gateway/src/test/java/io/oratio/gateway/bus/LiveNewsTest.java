package io.oratio.gateway.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.live.InProcessLiveEvents;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.CustomerMetadata;
import io.oratio.domain.session.Turn;
import io.oratio.domain.tenant.TenantId;
import io.oratio.engine.EngineEvent;
import io.oratio.engine.Speaker;
import io.oratio.gateway.call.CallFacts;
import io.oratio.gateway.call.CallNews;
import io.oratio.gateway.call.CallState;
import io.oratio.gateway.call.Direction;
import io.oratio.gateway.call.Termination;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class LiveNewsTest {
  private final TenantId tenant = Samples.newTenant();
  private final InProcessLiveEvents events = new InProcessLiveEvents(Clock.systemUTC());
  private final BlockingQueue<LiveEvent> told = new LinkedBlockingQueue<>();
  private final LiveNews news = new LiveNews(events, Clock.systemUTC());
  private final CallFacts facts = facts(tenant);

  @AfterEach
  void close() {
    events.close();
  }

  private static CallFacts facts(TenantId tenant) {
    Agent agent = Samples.agent(tenant, "reception");
    AgentVersion version = Samples.agentVersion(tenant, "reception", 1);
    return new CallFacts(
        "ses_1",
        agent,
        version,
        Channel.SIP,
        Direction.INBOUND,
        "trunk",
        "+15550100",
        "+15550199",
        new CustomerMetadata(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("+15550199")),
        Map.of());
  }

  private LiveEvent next(LiveEventType type) throws InterruptedException {
    LiveEvent event = told.poll(10, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    assertThat(event.type()).isEqualTo(type);
    assertThat(event.sessionId()).contains("ses_1");
    assertThat(event.agentId()).contains("reception");
    return event;
  }

  private static JsonNode body(LiveEvent event) {
    return JsonMapper.shared().readTree(event.body());
  }

  @Test
  void tellsACallFromItsBeginningToItsEnd() throws Exception {
    events.subscribe(tenant, told::add);
    news.heard(facts, new CallNews.Began());
    news.heard(facts, new CallNews.Moved(CallState.values()[0], CallState.ENDED));
    news.heard(
        facts,
        new CallNews.Said(
            new Turn(
                1, Turn.Role.USER, "Hello", Samples.MORNING, Duration.ofMillis(1500), false, "")));
    news.heard(facts, new CallNews.Over(new Termination(Termination.Reason.CALLER_HUNG_UP)));

    JsonNode began = body(next(LiveEventType.SESSION_STARTED));
    assertThat(began.path("phoneNumber").stringValue()).isEqualTo("+15550199");
    assertThat(began.path("direction").stringValue()).isEqualTo("inbound");
    assertThat(body(next(LiveEventType.SESSION_CHANGED)).path("state").stringValue())
        .isEqualTo("ended");
    JsonNode turn = body(next(LiveEventType.TURN_FINISHED));
    assertThat(turn.path("content").stringValue()).isEqualTo("Hello");
    assertThat(turn.path("offset").doubleValue()).isEqualTo(1.5);
    assertThat(body(next(LiveEventType.SESSION_ENDED)).path("reason").stringValue())
        .isEqualTo("caller_hung_up");
  }

  @Test
  void replacesGuessedWordsByTheFinishedOnesOfTheSameId() throws Exception {
    events.subscribe(tenant, told::add);
    for (String words : List.of("Hel", "Hello")) {
      news.heard(facts, new CallNews.Words("u1", Speaker.CALLER, EngineEvent.Stage.PARTIAL, words));
    }
    for (int sequence = 1; sequence <= 2; sequence++) {
      news.heard(
          facts,
          new CallNews.Said(
              new Turn(
                  sequence, Turn.Role.USER, "Hello", Samples.MORNING, Duration.ZERO, false, "")));
    }
    assertThat(turnId(LiveEventType.WORDS_PARTIAL)).isEqualTo("u1");
    assertThat(turnId(LiveEventType.WORDS_PARTIAL)).isEqualTo("u1");
    assertThat(turnId(LiveEventType.TURN_FINISHED)).isEqualTo("u1");
    assertThat(turnId(LiveEventType.TURN_FINISHED)).isEqualTo("turn-2");
  }

  private String turnId(LiveEventType type) throws InterruptedException {
    return body(next(type)).path("turnId").stringValue();
  }

  @Test
  void tellsNothingOfItToAnotherTenant() throws Exception {
    events.subscribe(Samples.newTenant(), told::add);
    BlockingQueue<LiveEvent> ours = new LinkedBlockingQueue<>();
    events.subscribe(tenant, ours::add);
    news.heard(facts, new CallNews.Began());
    assertThat(ours.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(told).isEmpty();
  }

  @Test
  void cutsWordsThatAreTooLongForAnEvent() throws Exception {
    events.subscribe(tenant, told::add);
    String long64k = "a".repeat(Turn.LONGEST_CONTENT);
    news.heard(
        facts,
        new CallNews.Said(
            new Turn(1, Turn.Role.ASSISTANT, long64k, Samples.MORNING, Duration.ZERO, false, "")));
    assertThat(body(next(LiveEventType.TURN_FINISHED)).path("content").stringValue())
        .startsWith("aaa")
        .hasSizeLessThan(5_000);
  }
}
