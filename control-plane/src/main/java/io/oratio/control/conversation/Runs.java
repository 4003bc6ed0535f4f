package io.oratio.control.conversation;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.conversation.Conversations.Left;
import io.oratio.domain.conversation.Run;
import io.oratio.domain.live.CallCommand;
import io.oratio.domain.live.Commands;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.conversation.Answer;
import io.oratio.runtime.conversation.Reply;
import io.oratio.runtime.conversation.ReplyRefused;
import io.oratio.runtime.conversation.RunEvent;
import io.oratio.runtime.conversation.TextAgents;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Begins runs, and knows those of this process that go on or wait. Any thread.
final class Runs {
  private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(3);

  /// A conversation has fewer messages than this, and so fewer runs.
  private static final int RUNS_MAX = 1000;

  private final TextAgents agents;
  private final Conversations conversations;
  private final Journals journals;
  private final News news;
  private final Clock clock;
  private final Commands commands;
  private final Map<String, Going> going = new ConcurrentHashMap<>();
  private final AtomicLong order = new AtomicLong();

  /// @param commands by which runs of other processes are stopped
  Runs(
      TextAgents agents,
      Conversations conversations,
      Journals journals,
      News news,
      Clock clock,
      Commands commands) {
    this.agents = agents;
    this.conversations = conversations;
    this.journals = journals;
    this.news = news;
    this.clock = clock;
    this.commands = commands;
  }

  /// A run of this process that has not ended.
  private record Going(
      TenantId tenantId, Run run, Reply reply, long place, AtomicBoolean hasBegun) {}

  /// A run as it stands.
  ///
  /// @param waitsFor how many come first; empty once it has begun
  record Standing(Run run, OptionalInt waitsFor) {}

  /// A run that was begun.
  record Begun(Standing standing, Reply reply) {}

  /// Answers a message, after those before it.
  ///
  /// @param reader told of this run's events, on its thread; must not wait
  Begun begin(
      Conversation conversation, String words, String correlationId, Consumer<Journal.Entry> reader)
      throws ReplyRefused {
    TenantId tenantId = conversation.tenantId();
    String id = conversation.conversationId();
    Journals.Hold hold = journals.hold(tenantId, id);
    AtomicBoolean hasBegun = new AtomicBoolean();
    Reply reply;
    try {
      reply =
          agents.reply(
              tenantId,
              id,
              words,
              correlationId,
              listener(conversation, hold.journal(), hasBegun, reader));
    } catch (ReplyRefused | RuntimeException e) {
      hold.letGo().run();
      throw e;
    }
    return begun(conversation, correlationId, reply, hasBegun, hold);
  }

  /// Goes on with a run that another process left.
  ///
  /// @return whether there was anything to go on with
  boolean resume(Left left) throws ReplyRefused {
    Optional<Conversation> conversation =
        conversations.find(left.tenantId(), left.run().conversationId());
    if (conversation.isEmpty()) {
      return false;
    }
    Journals.Hold hold = journals.hold(left.tenantId(), left.run().conversationId());
    AtomicBoolean hasBegun = new AtomicBoolean();
    Optional<Reply> reply;
    try {
      reply =
          agents.resume(
              left.tenantId(),
              left.run().conversationId(),
              listener(conversation.get(), hold.journal(), hasBegun, _ -> {}));
    } catch (ReplyRefused | RuntimeException e) {
      hold.letGo().run();
      throw e;
    }
    if (reply.isEmpty()) {
      hold.letGo().run();
      return false;
    }
    begun(conversation.get(), left.run().correlationId(), reply.get(), hasBegun, hold);
    return true;
  }

  /// A run of a conversation.
  Optional<Standing> find(TenantId tenantId, String conversationId, String runId) {
    Optional<Going> its = going(tenantId, conversationId, runId);
    if (its.isPresent() && !its.get().hasBegun().get()) {
      return its.map(this::standing);
    }
    return conversations.runs(tenantId, conversationId, RUNS_MAX).stream()
        .filter(it -> it.runId().equals(runId))
        .findFirst()
        .map(it -> new Standing(it, OptionalInt.empty()))
        .or(() -> its.map(this::standing));
  }

  /// All runs of a conversation, the newest first; those that wait have their place.
  List<Standing> of(TenantId tenantId, String conversationId) {
    List<Run> stored = conversations.runs(tenantId, conversationId, RUNS_MAX);
    return Stream.concat(
            going.values().stream()
                .filter(it -> isOf(it, tenantId, conversationId) && !it.hasBegun().get())
                .filter(it -> stored.stream().noneMatch(other -> isSame(it.run(), other)))
                .map(this::standing),
            stored.stream().map(it -> new Standing(it, OptionalInt.empty())))
        .sorted((one, other) -> RunPlace.of(other.run()).compareTo(RunPlace.of(one.run())))
        .toList();
  }

  /// Stops a run.
  ///
  /// @return the run as it then stands
  /// @throws Refusal if it has ended, or the process where it goes on does not answer
  Standing cancel(Standing asked, TenantId tenantId) {
    Run run = asked.run();
    Optional<Going> its =
        going(tenantId, run.conversationId(), run.runId())
            .filter(it -> !it.reply().answer().isDone());
    if (its.isEmpty()) {
      // It may have ended since it was looked at.
      Run now = find(tenantId, run.conversationId(), run.runId()).orElse(asked).run();
      if (now.status() == Run.Status.RUNNING) {
        return cancelElsewhere(asked, tenantId);
      }
      throw Refusal.of(ErrorCode.RUN_ENDED, "The run has ended.");
    }
    stop(its.get());
    return find(tenantId, run.conversationId(), run.runId()).orElse(asked);
  }

  private static void stop(Going its) {
    its.reply().cancel();
    if (its.hasBegun().get()) {
      awaitEnd(its.reply());
    }
  }

  private Standing cancelElsewhere(Standing asked, TenantId tenantId) {
    Run run = asked.run();
    if (commands.send(tenantId, run.runId(), new CallCommand.HangUp()).join()
        instanceof Commands.Done) {
      return find(tenantId, run.conversationId(), run.runId()).orElse(asked);
    }
    throw Refusal.of(
            ErrorCode.UNAVAILABLE,
            "The run goes on in another process, which does not answer; try again.")
        .retryAfter(STOPS_WITHIN);
  }

  /// Stops a run of this process for one who asked another. Blocks until it has stopped.
  Commands.Outcome carryOut(TenantId tenantId, String runId, CallCommand command) {
    Going its = going.get(runId);
    if (!(command instanceof CallCommand.HangUp)
        || its == null
        || !its.tenantId().equals(tenantId)) {
      return new Commands.NotHere();
    }
    stop(its);
    return new Commands.Done();
  }

  private static void awaitEnd(Reply reply) {
    try {
      reply.answer().get(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      LOG.debug("run {} takes its time to stop", reply.runId());
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer never fails", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Begun begun(
      Conversation conversation,
      String correlationId,
      Reply reply,
      AtomicBoolean hasBegun,
      Journals.Hold hold) {
    Run run =
        new Run(
            reply.runId(),
            conversation.conversationId(),
            Run.Status.RUNNING,
            correlationId,
            "here",
            "",
            Optional.empty(),
            clock.instant(),
            clock.instant());
    Going its = new Going(conversation.tenantId(), run, reply, order.incrementAndGet(), hasBegun);
    going.put(reply.runId(), its);
    Standing standing = standing(its);
    reply
        .answer()
        .whenComplete(
            (Answer _, Throwable _) -> {
              going.remove(reply.runId());
              hold.letGo().run();
            });
    return new Begun(standing, reply);
  }

  private Consumer<RunEvent> listener(
      Conversation conversation,
      Journal journal,
      AtomicBoolean hasBegun,
      Consumer<Journal.Entry> reader) {
    return event -> {
      boolean isFirst = hasBegun.compareAndSet(false, true);
      Journal.Entry entry =
          RunEntries.note(
              event, conversation.conversationId(), isFirst, journal, () -> stored(conversation));
      reader.accept(entry);
      news.tell(conversation, entry);
    };
  }

  /// How many messages there are. A store that is away costs somebody who comes back a repeated
  /// message, not the run its listener.
  private int stored(Conversation conversation) {
    try {
      return conversations.lastSequence(conversation.tenantId(), conversation.conversationId());
    } catch (RuntimeException e) {
      LOG.warn("the last message is not known: {}", e.getClass().getName());
      return 0;
    }
  }

  private Standing standing(Going its) {
    if (its.hasBegun().get()) {
      return new Standing(its.run(), OptionalInt.empty());
    }
    long before =
        going.values().stream()
            .filter(it -> isOf(it, its.tenantId(), its.run().conversationId()))
            .filter(it -> it.place() < its.place())
            .count();
    return new Standing(its.run(), OptionalInt.of((int) Math.min(100, before)));
  }

  private Optional<Going> going(TenantId tenantId, String conversationId, String runId) {
    return Optional.ofNullable(going.get(runId)).filter(it -> isOf(it, tenantId, conversationId));
  }

  private static boolean isOf(Going its, TenantId tenantId, String conversationId) {
    return its.tenantId().equals(tenantId) && its.run().conversationId().equals(conversationId);
  }

  private static boolean isSame(Run one, Run other) {
    return one.runId().equals(other.runId());
  }
}
