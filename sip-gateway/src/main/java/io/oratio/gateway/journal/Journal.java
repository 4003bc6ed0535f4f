package io.oratio.gateway.journal;

import io.oratio.domain.object.ObjectName;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.Session.Completion;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.session.Turn;
import io.oratio.gateway.mailbox.Mailbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The journal of a gateway. One [Entry] a call; an entry's writes happen in order and off every
/// hot thread.
public final class Journal implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Journal.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Sessions sessions;
  private final ObjectStore objects;
  private final Path spool;
  private final Duration patience;
  private final JournalCounters counters;
  private final Consumer<Session> closed;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<CompletableFuture<?>> unfinished = ConcurrentHashMap.newKeySet();

  /// @param spool the folder where recordings grow until they are whole
  /// @param patience how long a store that is away is asked again before a write is given up
  /// @param closed hears every session that has been closed, on a thread of the journal's
  public Journal(
      Sessions sessions,
      ObjectStore objects,
      Path spool,
      Duration patience,
      JournalCounters counters,
      Consumer<Session> closed) {
    this.sessions = sessions;
    this.objects = objects;
    this.spool = spool;
    this.patience = patience;
    this.counters = counters;
    this.closed = closed;
  }

  /// Begins a session's entry and writes its first line. Returns at once.
  public Entry open(Session session) {
    Entry entry = new Entry(session);
    entry.write("session", () -> sessions.open(session));
    return entry;
  }

  /// Where a session's recording grows.
  public Path recordingFile(String sessionId) {
    return spool.resolve(sessionId + ".wav");
  }

  /// Waits for what is being written, at most ten seconds, and stops.
  @Override
  public void close() {
    CompletableFuture<?>[] pending = unfinished.toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(pending)
        .completeOnTimeout(null, 10, TimeUnit.SECONDS)
        .exceptionally(_ -> null)
        .join();
    threads.shutdownNow();
  }

  /// One session's lines.
  public final class Entry {
    private final Session session;
    private final Mailbox mailbox = new Mailbox(threads);

    private Entry(Session session) {
      this.session = session;
    }

    /// The session as it was opened.
    public Session session() {
      return session;
    }

    /// Writes a finished turn. Returns at once.
    public void turn(Turn turn) {
      write("turn", () -> sessions.append(session.tenantId(), session.sessionId(), turn));
    }

    /// Closes the session: stores the recording when there is one, then completes the record.
    ///
    /// @param recorded completes when the recording's file is whole; empty when nothing was
    ///   recorded
    public void complete(Completion completion, Optional<CompletionStage<Void>> recorded) {
      CompletableFuture<Void> whole =
          recorded
              .map(CompletionStage::toCompletableFuture)
              .orElseGet(() -> CompletableFuture.completedFuture(null));
      CompletableFuture<Void> done = track(new CompletableFuture<>());
      whole.whenComplete(
          (_, failure) -> {
            if (failure != null) {
              log.error("the recording of {} is not whole", session.sessionId(), failure);
            }
            mailbox.execute(
                () -> {
                  try {
                    keeping("recording", () -> store(completion));
                    keeping(
                        "completion",
                        () ->
                            closed.accept(
                                sessions.complete(
                                    session.tenantId(), session.sessionId(), completion)));
                  } finally {
                    done.complete(null);
                  }
                });
          });
    }

    private void store(Completion completion) throws IOException {
      Path file = recordingFile(session.sessionId());
      if (completion.audioRecordingUrl().isPresent() && Files.exists(file)) {
        keep(objects, session, file);
      }
    }

    private void write(String what, Write write) {
      CompletableFuture<Void> done = track(new CompletableFuture<>());
      mailbox.execute(
          () -> {
            try {
              keeping(what, write);
            } finally {
              done.complete(null);
            }
          });
    }

    private void keeping(String what, Write write) {
      long deadline = System.nanoTime() + patience.toNanos();
      Duration wait = FIRST_WAIT;
      while (true) {
        try {
          write.run();
          return;
        } catch (
            IllegalStateException
                e) { // the store is there and refuses: asking again changes nothing
          if (wait == FIRST_WAIT) {
            counters.givenUp().increment();
            log.error("the store refuses a {} of session {}", what, session.sessionId(), e);
          }
          return;
        } catch (IOException
            | RuntimeException e) { // whatever the store's trouble is, the answer is to ask again
          if (System.nanoTime() + wait.toNanos() > deadline || threads.isShutdown()) {
            counters.givenUp().increment();
            log.error("gave up writing a {} of session {}", what, session.sessionId(), e);
            return;
          }
          counters.retries().increment();
          log.warn(
              "writing a {} of session {} failed and is tried again", what, session.sessionId(), e);
        }
        try {
          Thread.sleep(wait);
        } catch (InterruptedException _) {
          counters.givenUp().increment();
          log.error("stopped while a {} of session {} was unwritten", what, session.sessionId());
          return;
        }
        wait =
            wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
      }
    }
  }

  /// Stores a whole recording and removes it from the spool.
  static void keep(ObjectStore objects, Session session, Path file) throws IOException {
    objects.put(
        ObjectName.recordingOf(session.sessionId()),
        file,
        "audio/wav",
        Map.of(
            "userId",
            session.userId(),
            "agentId",
            session.agentId(),
            "platform",
            "oratio",
            "resourceType",
            "recording"));
    Files.deleteIfExists(file);
  }

  private CompletableFuture<Void> track(CompletableFuture<Void> future) {
    unfinished.add(future);
    future.whenComplete((_, _) -> unfinished.remove(future));
    return future;
  }

  @FunctionalInterface
  private interface Write {
    void run() throws IOException;
  }
}
