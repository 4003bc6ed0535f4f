package io.oratio.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
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

  /// More turns than a page holds, and more words than fit into one item of DynamoDB (400 KB).
  @Test
  void keepsACallThatOutgrowsARecordAndPagesThroughIt() throws Exception {
    sessions().open(call);
    String words = "What was said, at some length, in many words. ".repeat(10);
    Concurrently.run(
        4,
        IntStream.rangeClosed(1, 1200)
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
    assertThat(seen).containsExactlyElementsOf(IntStream.rangeClosed(1, 1200).boxed().toList());
    Session closed =
        sessions().complete(ours, "ses_1", Samples.completion(Samples.MORNING.plusSeconds(9)));
    assertThat(closed.messageCount()).isEqualTo(1200);
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

  /// Whether the store under test looks for words.
  protected boolean isSearchingWords() {
    return true;
  }

  @Test
  void findsTheNewestFirstPageByPage() {
    for (int i : new int[] {3, 1, 4, 0, 2}) {
      sessions().open(Samples.session(ours, "ses_" + i, Samples.MORNING.plusSeconds(i / 2)));
    }
    sessions().open(Samples.session(theirs, "ses_9", Samples.MORNING));
    for (int limit : new int[] {1, 2, 5, 1000}) {
      assertThat(found(SessionFilter.all(), limit))
          .containsExactly("ses_4", "ses_3", "ses_2", "ses_1", "ses_0");
    }
    assertThat(sessions().search(ours, SessionFilter.all(), Optional.empty(), 5).next()).isEmpty();
  }

  @Test
  void skipsAndRepeatsNothingWhenSessionsBeginWhileSomebodyPages() {
    for (int i = 0; i < 6; i++) {
      sessions().open(Samples.session(ours, "ses_" + i, Samples.MORNING.plusSeconds(i)));
    }
    Page<Session> first = sessions().search(ours, SessionFilter.all(), Optional.empty(), 3);
    sessions().open(Samples.session(ours, "ses_9", Samples.MORNING.plusSeconds(9)));
    sessions().delete(ours, "ses_3");
    Cursor next = Cursor.parse(first.next().orElseThrow().text());
    assertThat(sessions().search(ours, SessionFilter.all(), Optional.of(next), 3).items())
        .extracting(Session::sessionId)
        .containsExactly("ses_2", "ses_1", "ses_0");
  }

  @Test
  void findsWhatIsAskedFor() {
    int count = 12;
    for (int i = 0; i < count; i++) {
      sessions()
          .open(
              sessionOf(
                  "ses_" + (char) ('a' + i),
                  i % 2 == 0 ? "reception" : "sales",
                  i % 3 == 0 ? Channel.SIP : Channel.WIDGET,
                  "+1555010" + i % 4,
                  "+1555019" + i % 5,
                  Samples.MORNING.plusSeconds(i)));
      if (i >= 4) {
        sessions()
            .complete(
                ours,
                "ses_" + (char) ('a' + i),
                Samples.completion(Samples.MORNING.plusSeconds(90)));
      }
    }
    sessions().requestHandoff(ours, "ses_c", "asked for a person");
    SessionFilter all = SessionFilter.all();
    finds(all.ofAgent("sales"), "lj" + "hfdb");
    finds(all.ofAgent("nobody"), "");
    finds(all.over(Channel.SIP), "jgda");
    finds(all.over(Channel.API), "");
    finds(all.standing(SessionStatus.ACTIVE), "dba");
    finds(all.standing(SessionStatus.HANDOFF_REQUESTED), "c");
    finds(all.standing(SessionStatus.COMPLETED), "lkjihgfe");
    finds(all.live(), "dcba");
    finds(all.between(Samples.MORNING.plusSeconds(3), Samples.MORNING.plusSeconds(6)), "fed");
    finds(all.withNumber("+15550101"), "jfb");
    finds(all.withNumber("+15550191"), "lgb");
    finds(all.withNumber("+1555019"), "");
    finds(all.ofAgent("sales").over(Channel.SIP), "jd");
    finds(all.ofAgent("sales").live(), "db");
    finds(all.ofAgent("reception").withNumber("+15550190"), "ka");
    finds(
        all.ofAgent("sales")
            .standing(SessionStatus.COMPLETED)
            .over(Channel.WIDGET)
            .between(Samples.MORNING.plusSeconds(6), Samples.MORNING.plusSeconds(60)),
        "lh");
  }

  /// @param letters the last of each session's id, in the order expected
  private void finds(SessionFilter filter, String letters) {
    for (int limit : new int[] {1, 3, 1000}) {
      assertThat(found(filter, limit))
          .as("%s by %s", filter, limit)
          .containsExactlyElementsOf(letters.chars().mapToObj(it -> "ses_" + (char) it).toList());
    }
  }

  private List<String> found(SessionFilter filter, int limit) {
    List<String> ids = new ArrayList<>();
    Optional<Cursor> next = Optional.empty();
    do {
      Page<Session> page = sessions().search(ours, filter, next, limit);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      page.items().forEach(it -> ids.add(it.sessionId()));
      next = page.next();
    } while (next.isPresent());
    return ids;
  }

  private Session sessionOf(
      String id, String agentId, Channel channel, String dialled, String caller, Instant start) {
    return new Session(
        ours,
        id,
        agentId,
        1,
        "user-1",
        "node-1",
        SessionType.VOICE,
        channel,
        SessionStatus.ACTIVE,
        dialled,
        "local",
        start,
        Optional.empty(),
        0,
        Optional.empty(),
        false,
        Optional.empty(),
        new CustomerMetadata(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(caller)),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void keepsASessionThoughItsNumbersAreEndless() {
    String endless = "\uD83D\uDC69".repeat(5000);
    Session odd = sessionOf("ses_odd", "reception", Channel.SIP, endless, endless, Samples.MORNING);
    sessions().open(odd);
    assertThat(sessions().find(ours, "ses_odd")).contains(odd);
    assertThat(found(SessionFilter.all().withNumber("+15550100"), 10)).isEmpty();
  }

  @Test
  void findsTheWordsThatWereSaidInOneTurn() {
    for (String id : List.of("ses_a", "ses_b", "ses_c")) {
      sessions().open(Samples.session(ours, id, Samples.MORNING));
    }
    sessions().open(Samples.session(theirs, "ses_d", Samples.MORNING));
    sessions().append(ours, "ses_a", Samples.turn(1, "My invoice is WRONG, please help."));
    sessions().append(ours, "ses_a", Samples.turn(2, "Die Rechnung für März; naïve Grüße"));
    sessions().append(ours, "ses_a", Samples.turn(3, "An invoice again"));
    sessions().append(ours, "ses_b", Samples.turn(1, "Which invoice?"));
    sessions().append(ours, "ses_b", Samples.turn(2, "The wrong one."));
    sessions().append(theirs, "ses_d", Samples.turn(1, "My invoice is wrong"));
    if (!isSearchingWords()) {
      assertThatThrownBy(() -> found(SessionFilter.all().saying("invoice"), 10))
          .isInstanceOf(SearchNotOffered.class)
          .hasMessageContaining("words");
      return;
    }
    finds(SessionFilter.all().saying("invoice"), "ba");
    finds(SessionFilter.all().saying("Wrong INVOICE"), "a");
    finds(SessionFilter.all().saying("grüße rechnung"), "a");
    finds(SessionFilter.all().saying("refund"), "");
    finds(SessionFilter.all().saying("invoice").ofAgent("sales"), "");
    finds(SessionFilter.all().saying("invoice").live().withNumber("+15550100"), "ba");
    finds(SessionFilter.all().saying("?!"), "");
    sessions().delete(ours, "ses_a");
    finds(SessionFilter.all().saying("invoice"), "b");
  }

  @Test
  void findsEverySessionOfManyThatSaysAWord() {
    for (int i = 0; i < 40; i++) {
      String id = "ses_" + i;
      sessions().open(Samples.session(ours, id, Samples.MORNING.plusSeconds(i)));
      sessions().append(ours, id, Samples.turn(1, "hello"));
      sessions().append(ours, id, Samples.turn(2, i % 3 == 0 ? "hello blue room" : "red room"));
    }
    if (isSearchingWords()) {
      assertThat(found(SessionFilter.all().saying("room"), 7)).hasSize(40).doesNotHaveDuplicates();
      assertThat(found(SessionFilter.all().saying("blue"), 4)).hasSize(14).doesNotHaveDuplicates();
    }
  }

  @Test
  void forgetsTheRecordingOfAClosedSessionAndNothingElse() {
    Session open = Samples.session(theirs, "ses_1", Samples.MORNING);
    sessions().open(call);
    sessions().open(open);
    Session.Completion recorded =
        new Session.Completion(
            SessionStatus.COMPLETED,
            Samples.MORNING.plusSeconds(4),
            new Ending("completed", "over"),
            Optional.of("oratio-recordings/ses_1/audio.wav"),
            Optional.empty(),
            Optional.empty());
    Session closed = sessions().complete(ours, "ses_1", recorded);
    sessions().forgetRecording(theirs, "ses_1");
    sessions().forgetRecording(ours, "ses_none");
    assertThat(sessions().find(ours, "ses_1")).contains(closed);
    assertThat(sessions().find(theirs, "ses_1")).contains(open);
    sessions().forgetRecording(ours, "ses_1");
    sessions().forgetRecording(ours, "ses_1");
    assertThat(sessions().find(ours, "ses_1")).contains(closed.withoutRecording());
    assertThat(sessions().find(ours, "ses_none")).isEmpty();
  }

  @Test
  void takesASessionOutWithItsTurns() {
    sessions().open(call);
    sessions().open(Samples.session(theirs, "ses_1", Samples.MORNING));
    for (int sequence = 1; sequence <= 60; sequence++) {
      sessions().append(ours, "ses_1", Samples.turn(sequence, "x".repeat(40_000)));
    }
    sessions().append(theirs, "ses_1", Samples.turn(1, "theirs"));
    assertThat(sessions().delete(ours, "ses_1")).isTrue();
    assertThat(sessions().delete(ours, "ses_1")).isFalse();
    assertThat(sessions().find(ours, "ses_1")).isEmpty();
    assertThat(sessions().turns(ours, "ses_1", 0, 10)).isEmpty();
    assertThat(found(SessionFilter.all(), 10)).isEmpty();
    assertThat(sessions().turns(theirs, "ses_1", 0, 10)).hasSize(1);
    sessions().open(call);
    assertThat(sessions().turns(ours, "ses_1", 0, 10)).isEmpty();
  }

  @Test
  void findsTheOldestClosedSessionsForWhoeverKeepsThemNoLonger() {
    for (int i = 0; i < 5; i++) {
      sessions().open(Samples.session(ours, "ses_" + i, Samples.MORNING.plusSeconds(i)));
    }
    sessions().open(Samples.session(theirs, "ses_9", Samples.MORNING));
    sessions().complete(theirs, "ses_9", Samples.completion(Samples.MORNING));
    for (int i : new int[] {4, 3, 1, 0}) {
      sessions().complete(ours, "ses_" + i, Samples.completion(Samples.MORNING.plusSeconds(90)));
    }
    assertThat(sessions().olderThan(ours, Samples.MORNING.plusSeconds(4), 1000))
        .extracting(Session::sessionId)
        .containsExactly("ses_0", "ses_1", "ses_3");
    assertThat(sessions().olderThan(ours, Samples.MORNING.plusSeconds(4), 2))
        .extracting(Session::sessionId)
        .containsExactly("ses_0", "ses_1");
    assertThat(sessions().olderThan(ours, Samples.MORNING, 10)).isEmpty();
    for (int limit : new int[] {-1, 0, 1001}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sessions().olderThan(ours, Samples.MORNING, limit));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sessions().search(ours, SessionFilter.all(), Optional.empty(), limit));
    }
  }
}
