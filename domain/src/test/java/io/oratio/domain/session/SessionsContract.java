package io.oratio.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of sessions does. The store may hold other tenants' sessions from before.
public abstract class SessionsContract {
  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();
  private final Session call = Samples.session(ours, "ses_1", Samples.MORNING);

  /// The store under test, the same for one test.
  protected abstract Sessions sessions();

  @Test
  void findsASessionThatWasOpened() {
    sessions().open(call);
    assertThat(sessions().find(ours, "ses_1")).contains(call);
  }

  @Test
  void keepsEveryPartOfASession() {
    Session full =
        new Session(
            ours,
            "ses_full",
            "reception",
            7,
            Samples.MANY_SCRIPTS,
            "node-7",
            SessionType.TEXT,
            Channel.WIDGET,
            SessionStatus.HANDOFF_REQUESTED,
            Samples.MANY_SCRIPTS,
            "nova",
            Samples.MORNING,
            Optional.of(Samples.MORNING.plusNanos(999_000)),
            0,
            Optional.of("oratio-recordings/ses_full/audio.wav"),
            true,
            Optional.of(Samples.MANY_SCRIPTS),
            new CustomerMetadata(
                Optional.of(Samples.MANY_SCRIPTS),
                Optional.of("2001:db8::1"),
                Optional.of(""),
                Optional.of("+4312345")),
            Optional.of(new Ending("our_error", "process_killed")),
            Optional.of(new LineQuality(Long.MAX_VALUE, 1, 2, 0.1, 1e-3, 4.5)));
    sessions().open(full);
    assertThat(sessions().find(ours, "ses_full")).contains(full);
  }

  @Test
  void keepsASessionWithNothingOptional() {
    Session bare =
        new Session(
            ours,
            "ses_bare",
            "reception",
            1,
            "",
            "node-1",
            SessionType.VOICE,
            Channel.WEBSOCKET,
            SessionStatus.ACTIVE,
            "",
            "",
            Samples.MORNING,
            Optional.empty(),
            0,
            Optional.empty(),
            false,
            Optional.empty(),
            CustomerMetadata.none(),
            Optional.empty(),
            Optional.empty());
    sessions().open(bare);
    assertThat(sessions().find(ours, "ses_bare")).contains(bare);
  }

  @Test
  void refusesAnIdThatIsTaken() {
    sessions().open(call);
    Session other = Samples.session(ours, "ses_1", Samples.MORNING.plusSeconds(5), "node-2");
    assertThatIllegalStateException().isThrownBy(() -> sessions().open(other));
    assertThat(sessions().find(ours, "ses_1")).contains(call);
  }

  @Test
  void letsTwoTenantsUseTheSameId() {
    Session other = Samples.session(theirs, "ses_1", Samples.MORNING.plusSeconds(5));
    sessions().open(call);
    sessions().open(other);
    sessions().append(theirs, "ses_1", Samples.turn(1, "theirs"));
    assertThat(sessions().find(ours, "ses_1")).contains(call);
    assertThat(sessions().turns(ours, "ses_1", 0, 10)).isEmpty();
    assertThat(sessions().turns(theirs, "ses_1", 0, 10)).hasSize(1);
  }

  @Test
  void answersForAnotherTenantsSessionAsIfItWereNotThere() {
    Session other = Samples.session(theirs, "ses_theirs", Samples.MORNING);
    sessions().open(other);
    sessions().append(theirs, "ses_theirs", Samples.turn(1, "Hello"));
    assertThat(sessions().find(ours, "ses_theirs")).isEmpty();
    assertThat(sessions().turns(ours, "ses_theirs", 0, 10)).isEmpty();
    assertThat(sessions().recent(ours, 10)).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(() -> sessions().append(ours, "ses_theirs", Samples.turn(2, "intruder")));
    assertThatIllegalStateException()
        .isThrownBy(
            () -> sessions().complete(ours, "ses_theirs", Samples.completion(Samples.MORNING)));
    assertThat(sessions().find(ours, "ses_theirs")).isEmpty();
    assertThat(sessions().turns(ours, "ses_theirs", 0, 10)).isEmpty();
    assertThat(sessions().find(theirs, "ses_theirs")).contains(other.counting(1));
    assertThat(sessions().turns(theirs, "ses_theirs", 0, 10)).hasSize(1);
  }

  @Test
  void givesTurnsBackInOrderWithEveryPart() {
    sessions().open(call);
    Turn spoken =
        new Turn(
            1,
            Turn.Role.ASSISTANT,
            Samples.MANY_SCRIPTS,
            Samples.MORNING,
            Duration.ofNanos(125_000),
            true,
            "");
    Turn silent = new Turn(2, Turn.Role.USER, "", Samples.MORNING, Duration.ofHours(30), false, "");
    Turn tool =
        new Turn(
            3, Turn.Role.TOOL, "{\"ok\":true}", Samples.MORNING, Duration.ZERO, false, "hang_up");
    for (Turn turn : List.of(tool, spoken, silent)) {
      sessions().append(ours, "ses_1", turn);
    }
    assertThat(sessions().turns(ours, "ses_1", 0, 1000)).containsExactly(spoken, silent, tool);
    assertThat(sessions().find(ours, "ses_1").orElseThrow().messageCount()).isEqualTo(3);
  }

  @Test
  void keepsATurnAsLongAsATurnMayBe() {
    sessions().open(call);
    Turn turn = Samples.turn(1, "\u4f60".repeat(Turn.LONGEST_CONTENT));
    sessions().append(ours, "ses_1", turn);
    assertThat(sessions().turns(ours, "ses_1", 0, 1)).containsExactly(turn);
  }

  @Test
  void changesNothingWhenATurnIsWrittenAgain() {
    sessions().open(call);
    Turn first = Samples.turn(1, "first");
    sessions().append(ours, "ses_1", first);
    sessions().append(ours, "ses_1", first);
    sessions().append(ours, "ses_1", Samples.turn(1, "another"));
    assertThat(sessions().turns(ours, "ses_1", 0, 10)).containsExactly(first);
    assertThat(sessions().find(ours, "ses_1").orElseThrow().messageCount()).isEqualTo(1);
  }

  @Test
  void refusesATurnOfNoSession() {
    assertThatIllegalStateException()
        .isThrownBy(() -> sessions().append(ours, "ses_none", Samples.turn(1, "lost")));
    assertThat(sessions().find(ours, "ses_none")).isEmpty();
    assertThat(sessions().turns(ours, "ses_none", 0, 10)).isEmpty();
  }

  @Test
  void keepsTurnsWrittenByManyThreadsEachOnce() throws Exception {
    sessions().open(call);
    List<Runnable> deeds = new ArrayList<>();
    for (int sequence = 1; sequence <= 200; sequence++) {
      Turn turn = Samples.turn(sequence, "turn " + sequence);
      deeds.add(() -> sessions().append(ours, "ses_1", turn));
      deeds.add(() -> sessions().append(ours, "ses_1", turn));
    }
    Collections.shuffle(deeds, new Random(4));
    Concurrently.run(8, deeds);
    assertThat(sessions().turns(ours, "ses_1", 0, 1000))
        .extracting(Turn::sequence)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 200).boxed().toList());
    assertThat(sessions().find(ours, "ses_1").orElseThrow().messageCount()).isEqualTo(200);
  }

  @Test
  void keepsACallOfFiveThousandTurnsAndPagesThroughIt() throws Exception {
    sessions().open(call);
    String words = "What was said, at some length, in many words. ".repeat(8);
    Concurrently.run(
        4,
        IntStream.rangeClosed(1, 5000)
            .<Runnable>mapToObj(
                it -> () -> sessions().append(ours, "ses_1", Samples.turn(it, it + words)))
            .toList());
    List<Integer> seen = new ArrayList<>();
    List<Turn> page = sessions().turns(ours, "ses_1", 0, 1000);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(1000);
      page.forEach(turn -> seen.add(turn.sequence()));
      assertThat(page.getLast().content()).isEqualTo(page.getLast().sequence() + words);
      page = sessions().turns(ours, "ses_1", page.getLast().sequence(), 1000);
    }
    assertThat(seen).containsExactlyElementsOf(IntStream.rangeClosed(1, 5000).boxed().toList());
    Session closed =
        sessions().complete(ours, "ses_1", Samples.completion(Samples.MORNING.plusSeconds(9)));
    assertThat(closed.messageCount()).isEqualTo(5000);
  }

  @Test
  void givesAFullPageOfTheLongestTurns() {
    sessions().open(call);
    String words = "x".repeat(40_000);
    for (int sequence = 1; sequence <= 60; sequence++) {
      sessions().append(ours, "ses_1", Samples.turn(sequence, words));
    }
    assertThat(sessions().turns(ours, "ses_1", 5, 50))
        .extracting(Turn::sequence)
        .containsExactlyElementsOf(IntStream.rangeClosed(6, 55).boxed().toList());
  }

  @Test
  void closesASessionWithWhatIsKnownAndCountsItsTurns() {
    sessions().open(call);
    sessions().append(ours, "ses_1", Samples.turn(1, "Hello"));
    sessions().append(ours, "ses_1", Samples.turn(2, "Goodbye"));
    Session.Completion completion = Samples.completion(Samples.MORNING.plusSeconds(61));
    Session closed = sessions().complete(ours, "ses_1", completion);
    assertThat(closed).isEqualTo(call.closed(completion, 2));
    assertThat(sessions().find(ours, "ses_1")).contains(closed);
    assertThat(closed.duration()).contains(Duration.ofSeconds(61));
  }

  @Test
  void closesASessionThatWasHandedOverWithItsReason() {
    sessions().open(call);
    Session.Completion completion =
        new Session.Completion(
            SessionStatus.TRANSFERRED,
            Samples.MORNING.plusSeconds(4),
            new Ending("completed", "transferred"),
            Optional.empty(),
            Optional.of("asked for a person"),
            Optional.empty());
    sessions().complete(ours, "ses_1", completion);
    Session stored = sessions().find(ours, "ses_1").orElseThrow();
    assertThat(stored).isEqualTo(call.closed(completion, 0));
    assertThat(stored.handoffRequested()).isTrue();
    assertThat(stored.handoffReason()).contains("asked for a person");
  }

  @Test
  void notesThatAHumanBeingIsAskedAndKeepsTheFirstReason() {
    sessions().open(call);
    sessions().append(ours, "ses_1", Samples.turn(1, "Hello"));
    Session waiting = call.handingOff(Samples.MANY_SCRIPTS).counting(1);
    assertThat(waiting.status()).isEqualTo(SessionStatus.HANDOFF_REQUESTED);
    assertThat(waiting.handoffRequested()).isTrue();
    assertThat(waiting.handoffReason()).contains(Samples.MANY_SCRIPTS);
    assertThat(sessions().requestHandoff(ours, "ses_1", Samples.MANY_SCRIPTS)).isEqualTo(waiting);
    assertThat(sessions().requestHandoff(ours, "ses_1", "another")).isEqualTo(waiting);
    assertThat(sessions().find(ours, "ses_1")).contains(waiting);
  }

  @Test
  void cutsAndRepairsTheReasonForAHandOff() {
    sessions().open(call);
    sessions().requestHandoff(ours, "ses_1", "\u0000".repeat(Session.LONGEST_REASON + 1));
    assertThat(sessions().find(ours, "ses_1").orElseThrow().handoffReason())
        .contains("\uFFFD".repeat(Session.LONGEST_REASON));
  }

  @Test
  void stillWaitsForAHumanBeingWhenTheCallIsOver() {
    sessions().open(call);
    Session waiting = sessions().requestHandoff(ours, "ses_1", "asked for a person");
    Session.Completion completion = Samples.completion(Samples.MORNING.plusSeconds(61));
    Session closed = sessions().complete(ours, "ses_1", completion);
    assertThat(closed).isEqualTo(waiting.closed(completion, 0));
    assertThat(closed.status()).isEqualTo(SessionStatus.HANDOFF_REQUESTED);
    assertThat(closed.endTime()).isPresent();
    assertThat(sessions().find(ours, "ses_1")).contains(closed);
  }

  @Test
  void isTransferredOrInErrorThoughItWaitedForAHumanBeing() {
    for (SessionStatus status : List.of(SessionStatus.TRANSFERRED, SessionStatus.ERROR)) {
      String id = "ses_" + status.wireName();
      sessions().open(Samples.session(ours, id, Samples.MORNING));
      sessions().requestHandoff(ours, id, "asked for a person");
      Session.Completion completion =
          new Session.Completion(
              status,
              Samples.MORNING.plusSeconds(4),
              new Ending("completed", "over"),
              Optional.empty(),
              Optional.of("a later reason"),
              Optional.empty());
      sessions().complete(ours, id, completion);
      Session stored = sessions().find(ours, id).orElseThrow();
      assertThat(stored.status()).isEqualTo(status);
      assertThat(stored.handoffRequested()).isTrue();
      assertThat(stored.handoffReason()).contains("asked for a person");
    }
  }

  @Test
  void asksNobodyForASessionThatIsClosedOrNotThere() {
    sessions().open(call);
    Session closed =
        sessions().complete(ours, "ses_1", Samples.completion(Samples.MORNING.plusSeconds(1)));
    assertThat(sessions().requestHandoff(ours, "ses_1", "too late")).isEqualTo(closed);
    assertThat(sessions().find(ours, "ses_1")).contains(closed);
    assertThatIllegalStateException()
        .isThrownBy(() -> sessions().requestHandoff(theirs, "ses_1", "not theirs"));
    assertThat(sessions().find(theirs, "ses_1")).isEmpty();
  }

  @Test
  void losesNoRequestForAHumanBeingWhileTheSessionIsClosed() throws Exception {
    List<Runnable> deeds = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String id = "ses_" + i;
      sessions().open(Samples.session(ours, id, Samples.MORNING));
      deeds.add(() -> sessions().requestHandoff(ours, id, "asked for a person"));
      deeds.add(() -> sessions().complete(ours, id, Samples.completion(Samples.MORNING)));
    }
    Concurrently.run(8, deeds);
    assertThat(sessions().recent(ours, 1000))
        .hasSize(20)
        .allMatch(it -> it.endTime().isPresent())
        .allMatch(it -> it.handoffRequested() == (it.status() == SessionStatus.HANDOFF_REQUESTED));
  }

  @Test
  void leavesAClosedSessionAsItIs() {
    sessions().open(call);
    Session first =
        sessions().complete(ours, "ses_1", Samples.completion(Samples.MORNING.plusSeconds(1)));
    Session.Completion later =
        new Session.Completion(
            SessionStatus.ERROR,
            Samples.MORNING.plusSeconds(99),
            new Ending("our_error", "process_killed"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(sessions().complete(ours, "ses_1", later)).isEqualTo(first);
    assertThat(sessions().find(ours, "ses_1")).contains(first);
  }

  @Test
  void closesOnceThoughManyThreadsTry() throws Exception {
    sessions().open(call);
    List<Session> answers = Collections.synchronizedList(new ArrayList<>());
    Concurrently.run(
        8,
        IntStream.range(1, 17)
            .<Runnable>mapToObj(
                it ->
                    () ->
                        answers.add(
                            sessions()
                                .complete(
                                    ours,
                                    "ses_1",
                                    Samples.completion(Samples.MORNING.plusSeconds(it)))))
            .toList());
    assertThat(answers).hasSize(16).containsOnly(sessions().find(ours, "ses_1").orElseThrow());
  }

  @Test
  void refusesToCloseNoSession() {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> sessions().complete(ours, "ses_none", Samples.completion(Samples.MORNING)));
    assertThat(sessions().find(ours, "ses_none")).isEmpty();
  }

  @Test
  void keepsATurnThatArrivesAfterTheEnd() {
    sessions().open(call);
    sessions().complete(ours, "ses_1", Samples.completion(Samples.MORNING.plusSeconds(1)));
    sessions().append(ours, "ses_1", Samples.turn(1, "late"));
    assertThat(sessions().turns(ours, "ses_1", 0, 10)).hasSize(1);
    assertThat(sessions().find(ours, "ses_1").orElseThrow().messageCount()).isEqualTo(1);
  }

  @Test
  void listsTheNewestFirst() {
    List<Instant> starts =
        List.of(
            Samples.MORNING,
            Samples.MORNING.minusNanos(1000),
            Samples.MORNING.plusSeconds(3600),
            Instant.parse("1999-12-31T23:59:59Z"),
            Samples.MORNING.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    for (int i = 0; i < starts.size(); i++) {
      sessions().open(Samples.session(ours, "ses_" + i, starts.get(i)));
    }
    sessions().open(Samples.session(theirs, "ses_x", Samples.MORNING));
    assertThat(sessions().recent(ours, 1000))
        .extracting(Session::sessionId)
        .containsExactly("ses_2", "ses_0", "ses_1", "ses_4", "ses_3");
    assertThat(sessions().recent(ours, 2))
        .extracting(Session::sessionId)
        .containsExactly("ses_2", "ses_0");
  }

  @Test
  void refusesALimitOutOfRange() {
    for (int limit : new int[] {-1, 0, 1001}) {
      assertThatIllegalArgumentException().isThrownBy(() -> sessions().recent(ours, limit));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sessions().turns(ours, "ses_1", 0, limit));
    }
  }

  @Test
  void findsWhatANodeLeftUnfinishedForEveryTenant() {
    String node = "node-" + UUID.randomUUID();
    Session left = Samples.session(ours, "ses_left", Samples.MORNING, node);
    Session other = Samples.session(theirs, "ses_left", Samples.MORNING, node);
    sessions().open(left);
    sessions().open(other);
    sessions().open(Samples.session(ours, "ses_done", Samples.MORNING, node));
    sessions().open(Samples.session(ours, "ses_elsewhere", Samples.MORNING, node + "x"));
    sessions().complete(ours, "ses_done", Samples.completion(Samples.MORNING));
    sessions().append(ours, "ses_left", Samples.turn(1, "Hello"));
    assertThat(sessions().unfinishedOn(node)).containsExactlyInAnyOrder(left.counting(1), other);
    Session waiting = sessions().requestHandoff(ours, "ses_left", "asked for a person");
    assertThat(sessions().unfinishedOn(node)).containsExactlyInAnyOrder(waiting, other);
    sessions().complete(ours, "ses_left", Samples.completion(Samples.MORNING));
    assertThat(sessions().unfinishedOn(node)).containsExactly(other);
    assertThat(sessions().unfinishedOn("node-" + UUID.randomUUID())).isEmpty();
  }
}
