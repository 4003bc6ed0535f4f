package io.oratio.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of conversations does. The store may hold other tenants' from before.
public abstract class ConversationsContract {
  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();
  private final Conversation chat = Samples.conversation(ours, "con_1");

  /// The store under test, the same for one test.
  protected abstract Conversations conversations();

  @Test
  void keepsEveryPartOfAConversation() {
    Conversation full =
        new Conversation(
            ours,
            "con_full",
            "reception",
            7,
            Samples.MANY_SCRIPTS,
            Samples.MANY_SCRIPTS,
            12,
            Map.of("page", Samples.MANY_SCRIPTS, "", ""),
            Usage.NONE,
            Samples.MORNING,
            Samples.MORNING.plusNanos(1000));
    conversations().save(full);
    assertThat(conversations().find(ours, "con_full")).contains(full);
  }

  @Test
  void keepsAConversationAsLongAsAConversationMayBe() {
    Conversation longest =
        new Conversation(
            ours,
            "c".repeat(64),
            "a".repeat(64),
            Integer.MAX_VALUE,
            "\u4f60".repeat(256),
            "\u4f60".repeat(65_536),
            Integer.MAX_VALUE,
            IntStream.range(0, 32)
                .boxed()
                .collect(
                    Collectors.toMap(it -> it + "\u0001".repeat(62), _ -> "\u0001".repeat(1000))),
            Usage.NONE,
            Samples.MORNING,
            Samples.MORNING);
    conversations().save(longest);
    assertThat(conversations().find(ours, longest.conversationId())).contains(longest);
  }

  @Test
  void replacesTheConversationOfTheSameIdButNotItsUsage() {
    conversations().save(chat.using(new Usage(9, 9, 9, 9)));
    assertThat(conversations().find(ours, "con_1")).contains(chat);
    Usage used = new Usage(100, 20, 345, 1);
    conversations().charge(ours, "con_1", used);
    Conversation after =
        new Conversation(
            ours,
            "con_1",
            "hotel",
            2,
            "visitor-2",
            "They spoke of prices.",
            4,
            Map.of(),
            Usage.NONE,
            Samples.MORNING.plusSeconds(1),
            Samples.MORNING.plusSeconds(9));
    conversations().save(after);
    assertThat(conversations().find(ours, "con_1")).contains(after.using(used));
    assertThat(conversations().recent(ours, 10)).containsExactly(after.using(used));
  }

  @Test
  void addsUpWhatManyThreadsChargeAtTheSameTime() throws Exception {
    conversations().save(chat);
    List<Runnable> deeds = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      deeds.add(() -> conversations().charge(ours, "con_1", new Usage(1000, 100, 7, 1)));
      deeds.add(() -> conversations().save(chat));
    }
    Concurrently.run(8, deeds);
    assertThat(conversations().find(ours, "con_1").orElseThrow().usage())
        .isEqualTo(new Usage(40_000, 4000, 280, 40));
  }

  @Test
  void answersAChargeWithAllThatWasUsed() {
    conversations().save(chat);
    Usage much = new Usage(5_000_000_000L, 6_000_000_000L, 7_000_000_000L, 2);
    assertThat(conversations().charge(ours, "con_1", much)).isEqualTo(much);
    assertThat(conversations().charge(ours, "con_1", much)).isEqualTo(much.plus(much));
    assertThat(conversations().charge(ours, "con_1", Usage.NONE)).isEqualTo(much.plus(much));
    assertThatIllegalStateException()
        .isThrownBy(() -> conversations().charge(theirs, "con_1", much));
    assertThat(conversations().find(theirs, "con_1")).isEmpty();
  }

  @Test
  void listsTheTenantsLastChangedFirst() {
    for (int second : new int[] {3, 1, 2}) {
      conversations()
          .save(Samples.conversation(ours, "con_" + second, Samples.MORNING.plusSeconds(second)));
    }
    conversations().save(Samples.conversation(theirs, "con_9", Samples.MORNING.plusSeconds(9)));
    conversations().save(Samples.conversation(ours, "con_1", Samples.MORNING.plusSeconds(4)));
    assertThat(conversations().recent(ours, 1000))
        .extracting(Conversation::conversationId)
        .containsExactly("con_1", "con_3", "con_2");
    assertThat(conversations().recent(ours, 2))
        .extracting(Conversation::conversationId)
        .containsExactly("con_1", "con_3");
  }

  @Test
  void givesMessagesBackInOrderWithEveryPart() {
    conversations().save(chat);
    Message asked = Samples.message(1, Samples.MANY_SCRIPTS);
    Message tool =
        new Message(
            "msg_t",
            2,
            Message.Role.TOOL,
            "{ \"b\":1,  \"a\": 2}",
            Samples.MANY_SCRIPTS,
            Samples.MANY_SCRIPTS,
            "{ \"z\":1,  \"text\":\"" + Samples.MANY_SCRIPTS + "\"}",
            Samples.MORNING);
    Message silent =
        new Message("msg_3", 3, Message.Role.ASSISTANT, "", "", "", "", Samples.MORNING);
    for (Message message : List.of(tool, silent, asked)) {
      assertThat(conversations().append(ours, "con_1", message)).isTrue();
    }
    assertThat(conversations().messages(ours, "con_1", 0, 1000))
        .containsExactly(asked, tool, silent);
    assertThat(conversations().messages(ours, "con_1", 1, 1)).containsExactly(tool);
    assertThat(conversations().messages(ours, "con_1", 3, 10)).isEmpty();
  }

  @Test
  void keepsAMessageAsLongAsAMessageMayBe() {
    conversations().save(chat);
    String endless = "\u4f60".repeat(Message.LONGEST_CONTENT + Message.LONGEST_METADATA);
    Message message =
        new Message(
            "m".repeat(64),
            1,
            Message.Role.ASSISTANT,
            endless,
            endless,
            endless,
            endless,
            Samples.MORNING);
    conversations().append(ours, "con_1", message);
    assertThat(conversations().messages(ours, "con_1", 0, 1)).containsExactly(message);
  }

  @Test
  void changesNothingWhenAMessageIsWrittenAgain() {
    conversations().save(chat);
    Message first = Samples.message(1, "first");
    assertThat(conversations().append(ours, "con_1", first)).isTrue();
    assertThat(conversations().append(ours, "con_1", first)).isFalse();
    assertThat(conversations().append(ours, "con_1", Samples.message(1, "another"))).isFalse();
    assertThat(conversations().messages(ours, "con_1", 0, 10)).containsExactly(first);
  }

  @Test
  void refusesAMessageOfNoConversation() {
    conversations().save(Samples.conversation(theirs, "con_1"));
    assertThatIllegalStateException()
        .isThrownBy(() -> conversations().append(ours, "con_1", Samples.message(1, "lost")));
    assertThat(conversations().messages(ours, "con_1", 0, 10)).isEmpty();
    assertThat(conversations().messages(theirs, "con_1", 0, 10)).isEmpty();
  }

  @Test
  void letsOneOfManyThreadsWriteEachMessage() throws Exception {
    conversations().save(chat);
    AtomicInteger written = new AtomicInteger();
    List<Runnable> deeds = new ArrayList<>();
    for (int sequence = 1; sequence <= 50; sequence++) {
      Message message = Samples.message(sequence, "message " + sequence);
      for (int i = 0; i < 3; i++) {
        deeds.add(
            () -> {
              if (conversations().append(ours, "con_1", message)) {
                written.incrementAndGet();
              }
            });
      }
    }
    Collections.shuffle(deeds, new Random(4));
    Concurrently.run(8, deeds);
    assertThat(written).hasValue(50);
    assertThat(conversations().messages(ours, "con_1", 0, 1000))
        .extracting(Message::sequence)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
  }

  @Test
  void givesAFullPageOfLongMessages() {
    conversations().save(chat);
    String words = "x".repeat(60_000);
    for (int sequence = 1; sequence <= 40; sequence++) {
      conversations().append(ours, "con_1", Samples.message(sequence, words));
    }
    assertThat(conversations().messages(ours, "con_1", 5, 30))
        .extracting(Message::sequence)
        .containsExactlyElementsOf(IntStream.rangeClosed(6, 35).boxed().toList());
  }

  @Test
  void knowsTheLastSequence() {
    conversations().save(chat);
    conversations().save(Samples.conversation(theirs, "con_1"));
    assertThat(conversations().lastSequence(ours, "con_1")).isZero();
    assertThat(conversations().lastSequence(ours, "con_none")).isZero();
    for (int sequence : new int[] {1, 2, 10, 3}) {
      conversations().append(ours, "con_1", Samples.message(sequence, "x"));
    }
    conversations().append(theirs, "con_1", Samples.message(99, "x"));
    assertThat(conversations().lastSequence(ours, "con_1")).isEqualTo(10);
  }

  @Test
  void keepsEveryPartOfARunAndReplacesTheOneOfTheSameId() {
    conversations().save(chat);
    conversations().save(ours, Samples.run("con_1", "run_1", "node-1", Samples.MORNING));
    Run failed =
        new Run(
            "run_1",
            "con_1",
            Run.Status.FAILED,
            Samples.MANY_SCRIPTS,
            Samples.MANY_SCRIPTS,
            "{ \"step\":2,  \"at\": \"" + Samples.MANY_SCRIPTS + "\"}",
            Optional.of(Samples.MANY_SCRIPTS),
            Samples.MORNING.plusSeconds(1),
            Samples.MORNING.plusSeconds(3));
    conversations().save(ours, failed);
    assertThat(conversations().runs(ours, "con_1", 10)).containsExactly(failed);
  }

  @Test
  void keepsARunAsLongAsARunMayBe() {
    Run run =
        new Run(
            "run_1",
            "con_1",
            Run.Status.INTERRUPTED,
            "",
            "node-1",
            "x".repeat(262_144),
            Optional.of("\u4f60".repeat(1024)),
            Samples.MORNING,
            Samples.MORNING);
    conversations().save(ours, run);
    assertThat(conversations().runs(ours, "con_1", 1)).containsExactly(run);
  }

  @Test
  void listsAConversationsRunsNewestFirst() {
    for (int second : new int[] {3, 1, 2}) {
      conversations()
          .save(
              ours,
              Samples.run("con_1", "run_" + second, "node-1", Samples.MORNING.plusSeconds(second)));
    }
    conversations().save(ours, Samples.run("con_2", "run_4", "node-1", Samples.MORNING));
    conversations().save(theirs, Samples.run("con_1", "run_5", "node-1", Samples.MORNING));
    assertThat(conversations().runs(ours, "con_1", 1000))
        .extracting(Run::runId)
        .containsExactly("run_3", "run_2", "run_1");
    assertThat(conversations().runs(ours, "con_1", 2))
        .extracting(Run::runId)
        .containsExactly("run_3", "run_2");
    assertThat(conversations().runs(theirs, "con_2", 2)).isEmpty();
  }

  @Test
  void findsTheRunsThatANodeLeftForEveryTenant() {
    String node = "node-" + UUID.randomUUID();
    Run left = Samples.run("con_1", "run_1", node, Samples.MORNING);
    Run done = Samples.run("con_1", "run_2", node, Samples.MORNING);
    conversations().save(ours, left);
    conversations().save(theirs, left);
    conversations().save(ours, done);
    conversations().save(ours, Samples.run("con_1", "run_3", node + "x", Samples.MORNING));
    conversations().save(ours, done.as(Run.Status.COMPLETED, Samples.MORNING.plusSeconds(1)));
    assertThat(conversations().unfinishedOn(node))
        .containsExactlyInAnyOrder(
            new Conversations.Left(ours, left), new Conversations.Left(theirs, left));
    conversations().save(ours, left.as(Run.Status.INTERRUPTED, Samples.MORNING.plusSeconds(1)));
    assertThat(conversations().unfinishedOn(node))
        .containsExactly(new Conversations.Left(theirs, left));
  }

  @Test
  void answersForAnotherTenantsConversationAsIfItWereNotThere() {
    conversations().save(Samples.conversation(theirs, "con_1"));
    conversations().append(theirs, "con_1", Samples.message(1, "Hello"));
    conversations().save(theirs, Samples.run("con_1", "run_1", "node-1", Samples.MORNING));
    assertThat(conversations().find(ours, "con_1")).isEmpty();
    assertThat(conversations().recent(ours, 10)).isEmpty();
    assertThat(conversations().messages(ours, "con_1", 0, 10)).isEmpty();
    assertThat(conversations().lastSequence(ours, "con_1")).isZero();
    assertThat(conversations().runs(ours, "con_1", 10)).isEmpty();
  }

  @Test
  void refusesALimitOutOfRange() {
    for (int limit : new int[] {-1, 0, 1001}) {
      assertThatIllegalArgumentException().isThrownBy(() -> conversations().recent(ours, limit));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> conversations().messages(ours, "con_1", 0, limit));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> conversations().runs(ours, "con_1", limit));
    }
  }

  @Test
  void listsThemPageByPageAlsoOfOneAgent() {
    for (int i : new int[] {3, 1, 4, 0, 2}) {
      Conversation each =
          Samples.conversation(ours, "con_" + i, Samples.MORNING.plusSeconds(i / 2));
      conversations().save(i % 2 == 0 ? each : withAgent(each, "sales"));
    }
    conversations().save(Samples.conversation(theirs, "con_9"));
    for (int limit : new int[] {1, 2, 5, 1000}) {
      assertThat(listed(Optional.empty(), limit))
          .containsExactly("con_4", "con_3", "con_2", "con_1", "con_0");
      assertThat(listed(Optional.of("sales"), limit)).containsExactly("con_3", "con_1");
    }
    assertThat(listed(Optional.of("nobody"), 5)).isEmpty();
    conversations().save(Samples.conversation(ours, "con_1", Samples.MORNING.plusSeconds(60)));
    assertThat(listed(Optional.of("sales"), 5)).containsExactly("con_3");
    assertThat(listed(Optional.empty(), 2)).startsWith("con_1", "con_4");
    for (int limit : new int[] {-1, 0, 1001}) {
      assertThatIllegalArgumentException().isThrownBy(() -> listed(Optional.empty(), limit));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> conversations().removeOf(ours, "sales", limit));
    }
  }

  private List<String> listed(Optional<String> agentId, int limit) {
    List<String> ids = new ArrayList<>();
    Optional<Cursor> next = Optional.empty();
    do {
      Page<Conversation> page = conversations().list(ours, agentId, next, limit);
      page.items().forEach(it -> ids.add(it.conversationId()));
      next = page.next();
    } while (next.isPresent());
    return ids;
  }

  private static Conversation withAgent(Conversation one, String agentId) {
    return new Conversation(
        one.tenantId(),
        one.conversationId(),
        agentId,
        one.agentVersion(),
        one.subject(),
        one.summary(),
        one.summarisedThrough(),
        one.context(),
        one.usage(),
        one.createdAt(),
        one.updatedAt());
  }

  @Test
  void takesOutThoseWithAnAgentPieceByPiece() {
    for (int i = 0; i < 5; i++) {
      Conversation each = Samples.conversation(ours, "con_" + i, Samples.MORNING.plusSeconds(i));
      conversations().save(i == 4 ? withAgent(each, "sales") : each);
      conversations().append(ours, "con_" + i, Samples.message(1, "Hello"));
      conversations().append(ours, "con_" + i, Samples.message(2, "Good morning"));
      conversations().save(ours, Samples.run("con_" + i, "run_" + i, "node-1", Samples.MORNING));
    }
    conversations().save(Samples.conversation(theirs, "con_1"));
    conversations().append(theirs, "con_1", Samples.message(1, "Hello"));
    assertThat(conversations().removeOf(ours, "reception", 3)).isEqualTo(3);
    assertThat(conversations().removeOf(ours, "reception", 3)).isEqualTo(1);
    assertThat(conversations().removeOf(ours, "reception", 3)).isZero();
    for (int i = 0; i < 4; i++) {
      assertThat(conversations().find(ours, "con_" + i)).isEmpty();
      assertThat(conversations().messages(ours, "con_" + i, 0, 10)).isEmpty();
      assertThat(conversations().runs(ours, "con_" + i, 10)).isEmpty();
    }
    assertThat(conversations().messages(ours, "con_4", 0, 10)).hasSize(2);
    assertThat(conversations().runs(ours, "con_4", 10)).hasSize(1);
    assertThat(conversations().messages(theirs, "con_1", 0, 10)).hasSize(1);
  }
}
