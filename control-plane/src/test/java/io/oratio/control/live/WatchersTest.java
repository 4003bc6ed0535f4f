package io.oratio.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.web.Caller;
import io.oratio.control.web.Event;
import io.oratio.control.web.EventStream;
import io.oratio.control.web.Json;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.Samples;
import io.oratio.domain.live.InProcessLiveEvents;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.session.InMemorySessions;
import io.oratio.domain.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchersTest {
  private static final LiveSettings SMALL =
      new LiveSettings(16, 8, 3, 2, Duration.ofSeconds(15), Duration.ofHours(1));

  private final InProcessLiveEvents bus = new InProcessLiveEvents(Clock.systemUTC());
  private final InMemorySessions sessions = new InMemorySessions();
  private final Watchers watchers =
      new Watchers(
          bus,
          sessions,
          it -> Json.object().with("sessionId", it.sessionId()).node(),
          SMALL,
          Clock.systemUTC());
  private final TenantId tenant = Samples.newTenant();

  @AfterEach
  void close() {
    watchers.close();
    bus.close();
  }

  @Test
  void tellsTheStateFirstAndThenWhatHappens() throws Exception {
    sessions.open(Samples.session(tenant, "ses_1", Samples.MORNING));
    sessions.open(Samples.session(Samples.newTenant(), "ses_9", Samples.MORNING));
    publish(Watch.started("ses_1"));
    EventStream stream = watch();
    Event state = Watch.next(stream);
    assertThat(state.name()).contains("state");
    assertThat(Watch.json(state).at("/sessions/0/sessionId").stringValue()).isEqualTo("ses_1");
    assertThat(Watch.json(state).path("sessions")).hasSize(1);
    assertThat(Watch.json(state).path("isComplete").booleanValue()).isTrue();

    bus.publish(Samples.newTenant(), Watch.started("ses_other"));
    bus.publish(tenant, Watch.started("ses_2"));
    Event event = Watch.next(stream);
    assertThat(event.name()).contains("session_started");
    assertThat(event.id()).contains(Long.toString(Watch.sequence(event)));
    assertThat(Watch.sequence(event)).isEqualTo(Watch.sequence(state) + 1);
    assertThat(Watch.json(event).path("sessionId").stringValue()).isEqualTo("ses_2");
  }

  @Test
  void saysWhereTheStateIsNotWhole() throws Exception {
    for (int i = 0; i < 3; i++) {
      sessions.open(Samples.session(tenant, "ses_" + i, Samples.MORNING.plusSeconds(i)));
    }
    Event state = Watch.next(watch());
    assertThat(Watch.json(state).path("sessions")).hasSize(2);
    assertThat(Watch.json(state).path("isComplete").booleanValue()).isFalse();
  }

  @Test
  void goesOnWhereAWatcherHasStopped() throws Exception {
    publish(Watch.started("ses_1"));
    long seen = bus.latest(tenant);
    publish(Watch.started("ses_2"));
    publish(Watch.started("ses_3"));
    EventStream stream = watch(Long.toString(seen));
    bus.publish(tenant, Watch.started("ses_4"));
    for (int i = 2; i <= 4; i++) {
      Event event = Watch.next(stream);
      assertThat(Watch.json(event).path("sessionId").stringValue()).isEqualTo("ses_" + i);
      assertThat(Watch.sequence(event)).isEqualTo(seen + i - 1);
    }
  }

  @Test
  void saysResyncAndTheStateWhereTooMuchWasMissedOrThePlaceIsUnknown() throws Exception {
    publish(Watch.started("ses_1"));
    long seen = bus.latest(tenant);
    for (int i = 0; i < 9; i++) {
      publish(Watch.started("ses_2"));
    }
    for (String place : new String[] {Long.toString(seen), "12", "no-number"}) {
      EventStream stream = watch(place);
      assertThat(Watch.next(stream)).isEqualTo(EventStream.RESYNC);
      assertThat(Watch.next(stream).name()).contains("state");
      stream.close();
    }
  }

  @Test
  void letsAPartialWordReplaceTheOneBeforeIt() throws Exception {
    EventStream slow = watch();
    Watch.next(slow);
    // Whatever is handed out in one go or several: the last words of a turn always come.
    for (int i = 0; i < 10; i++) {
      bus.publish(tenant, Watch.words(LiveEventType.WORDS_PARTIAL, "turn_1", "words " + i));
    }
    bus.publish(tenant, Watch.words(LiveEventType.TURN_FINISHED, "turn_1", "all words"));
    Event event = Watch.next(slow);
    while (event.name().filter("words_partial"::equals).isPresent()) {
      assertThat(Watch.json(event).at("/data/turnId").stringValue()).isEqualTo("turn_1");
      event = Watch.next(slow);
    }
    assertThat(event.name()).contains("turn_finished");
    assertThat(Watch.json(event).at("/data/content").stringValue()).isEqualTo("all words");
  }

  @Test
  void marksWhatASlowWatcherMissedAndDropsOneThatStaysSlow() throws Exception {
    EventStream slow = watch();
    for (int i = 0; i < 40; i++) {
      publish(Watch.started("ses_" + i));
    }
    // The feed's own thread hands out: only what it has done can be looked at.
    EventStream other = watch();
    publish(Watch.started("ses_last"));
    Watch.next(other);
    Watch.next(other);
    assertThat(Watch.next(slow)).isEqualTo(EventStream.RESYNC);
    assertThat(slow.next(Duration.ZERO)).isInstanceOf(EventStream.Next.Over.class);
  }

  @Test
  void showsAKeyWhatItsScopesReadOfItsAgents() throws Exception {
    sessions.open(Samples.session(tenant, "ses_1", Samples.MORNING));
    Caller key = new Caller.Key("key_1", tenant, Set.of("sessions:read"), Set.of("sales"));
    EventStream stream =
        watchers.watch(Watch.request(key, () -> true), Optional.empty()).orElseThrow();
    assertThat(Watch.json(Watch.next(stream)).path("sessions")).isEmpty();
    bus.publish(tenant, Watch.started("ses_2"));
    bus.publish(tenant, about(LiveEventType.NOTIFICATION, "sales"));
    bus.publish(tenant, about(LiveEventType.AGENT_CHANGED, "sales"));
    bus.publish(tenant, about(LiveEventType.SESSION_ENDED, "sales"));
    assertThat(Watch.next(stream).name()).contains("session_ended");
  }

  @Test
  void endsTheStreamOfOneWhoMayNotStay() throws Exception {
    AtomicBoolean mayStay = new AtomicBoolean(true);
    EventStream stream = watchWhile(mayStay);
    EventStream other = watch();
    Watch.next(stream);
    watchers.recheck();
    mayStay.set(false);
    watchers.recheck();
    Event end = Watch.next(stream);
    assertThat(end.name()).contains("end");
    assertThat(Watch.json(end).path("reason").stringValue()).isEqualTo("signed_out");
    assertThat(stream.next(Duration.ZERO)).isInstanceOf(EventStream.Next.Over.class);
    publish(Watch.started("ses_1"));
    assertThat(Watch.next(other).name()).contains("state");
    assertThat(Watch.next(other).name()).contains("session_started");
  }

  @Test
  void looksAtOnceWhenAKeyIsRevoked() throws Exception {
    AtomicBoolean mayStay = new AtomicBoolean(true);
    EventStream stream = watchWhile(mayStay);
    Watch.next(stream);
    mayStay.set(false);
    bus.publish(tenant, LiveEvent.Draft.ofTenant(LiveEventType.KEY_REVOKED, Instant.now(), "{}"));
    assertThat(Watch.next(stream).name()).contains("end");
  }

  @Test
  void admitsSoManyWatchersOfATenantAndFreesThePlaceOfOneWhoLeaves() {
    EventStream first = watch();
    watch();
    watch();
    assertThat(watchers.watch(Watch.request(tenant), Optional.empty())).isEmpty();
    assertThat(watchers.watch(Watch.request(Samples.newTenant()), Optional.empty())).isPresent();
    assertThat(watchers.count()).isEqualTo(4);
    first.close();
    assertThat(watchers.count()).isEqualTo(3);
    watch();
  }

  @Test
  void endsAllStreamsWhenItStops() throws Exception {
    EventStream stream = watch();
    watchers.close();
    assertThat(Watch.json(Watch.next(stream)).path("reason").stringValue()).isEqualTo("stopping");
    assertThat(watchers.watch(Watch.request(tenant), Optional.empty())).isEmpty();
  }

  private static LiveEvent.Draft about(LiveEventType type, String agentId) {
    return LiveEvent.Draft.ofAgent(type, Instant.now(), agentId, "{}");
  }

  private EventStream watch() {
    return watchers.watch(Watch.request(tenant), Optional.empty()).orElseThrow();
  }

  private EventStream watch(String lastSeen) {
    return watchers.watch(Watch.request(tenant), Optional.of(lastSeen)).orElseThrow();
  }

  private EventStream watchWhile(AtomicBoolean mayStay) {
    Caller caller = new Caller.Person("usr_2", tenant, Role.OWNER, Optional.empty());
    return watchers.watch(Watch.request(caller, mayStay::get), Optional.empty()).orElseThrow();
  }

  /// Publishes and waits until the bus has given it its place.
  private void publish(LiveEvent.Draft draft) {
    long before = bus.latest(tenant);
    bus.publish(tenant, draft);
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (bus.latest(tenant) == before) {
      assertThat(System.nanoTime()).as("the bus tells").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
