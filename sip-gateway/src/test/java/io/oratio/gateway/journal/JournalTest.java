package io.oratio.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.object.InMemoryObjectStore;
import io.oratio.domain.object.ObjectName;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.CustomerMetadata;
import io.oratio.domain.session.Ending;
import io.oratio.domain.session.InMemorySessions;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionStatus;
import io.oratio.domain.session.SessionType;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.session.Turn;
import io.oratio.domain.tenant.TenantId;
import io.oratio.media.record.DiskWriter;
import io.oratio.media.record.StereoRecorder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class JournalTest {
  private static final TenantId TENANT = new TenantId("acme");
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path spool;

  private final InMemorySessions sessions = new InMemorySessions();
  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final JournalCounters counters = new JournalCounters();
  private final BlockingQueue<Session> closed = new LinkedBlockingQueue<>();

  @Test
  void writesTurnsInOrderAndClosesTheSession() throws Exception {
    try (Journal journal = journal(sessions, Duration.ofSeconds(5))) {
      Journal.Entry entry = journal.open(session());
      for (int i = 1; i <= 20; i++) {
        entry.turn(turn(i));
      }
      entry.complete(completion(false), Optional.empty());
      assertThat(closed.poll(10, TimeUnit.SECONDS).messageCount()).isEqualTo(20);
    }
    assertThat(sessions.turns(TENANT, "ses_1", 0, 100))
        .extracting(Turn::sequence)
        .isSorted()
        .hasSize(20);
  }

  @Test
  void asksAgainUntilAStoreThatIsAwayComesBack() throws Exception {
    AtomicInteger failures = new AtomicInteger(3);
    try (Journal journal = journal(failingFirst(failures), Duration.ofSeconds(20))) {
      Journal.Entry entry = journal.open(session());
      entry.turn(turn(1));
      entry.complete(completion(false), Optional.empty());
      assertThat(closed.poll(20, TimeUnit.SECONDS).messageCount()).isEqualTo(1);
    }
    assertThat(counters.retries().sum()).isEqualTo(3);
    assertThat(counters.givenUp().sum()).isZero();
  }

  @Test
  void countsWhatItHadToGiveUp() throws Exception {
    try (Journal journal = journal(failingFirst(new AtomicInteger(1000)), Duration.ofMillis(150))) {
      journal.open(session()).turn(turn(1));
    }
    assertThat(counters.givenUp().sum()).isEqualTo(2);
  }

  @Test
  void doesNotRepeatWhatTheStoreRefuses() throws Exception {
    sessions.open(session());
    try (Journal journal = journal(sessions, Duration.ofSeconds(20))) {
      journal.open(session());
    }
    assertThat(counters.givenUp().sum()).isEqualTo(1);
    assertThat(counters.retries().sum()).isZero();
  }

  @Test
  void storesARecordingOnlyOnceItIsWhole() throws Exception {
    try (Journal journal = journal(sessions, Duration.ofSeconds(5))) {
      Journal.Entry entry = journal.open(session());
      CompletableFuture<Void> whole = new CompletableFuture<>();
      entry.complete(completion(true), Optional.of(whole));
      assertThat(closed.poll(200, TimeUnit.MILLISECONDS)).isNull();
      Files.write(journal.recordingFile("ses_1"), new byte[1000]);
      whole.complete(null);
      assertThat(closed.poll(10, TimeUnit.SECONDS)).isNotNull();
    }
    assertThat(objects.size(ObjectName.recordingOf("ses_1"))).contains(1000L);
    assertThat(spool).isEmptyDirectory();
  }

  @Test
  void closesWhatACrashLeftOpenAndKeepsTheRecordingAsFarAsItGot() throws Exception {
    sessions.open(session());
    sessions.append(TENANT, "ses_1", turn(1));
    crashWhileRecording(spool.resolve("ses_1.wav"));
    List<Session> recovered =
        new Recovery(sessions, objects, spool, new Ending("our_error", "process_killed"))
            .run("node-1");
    assertThat(recovered).hasSize(1);
    Session session = recovered.getFirst();
    assertThat(session.status()).isEqualTo(SessionStatus.ERROR);
    assertThat(session.ending()).contains(new Ending("our_error", "process_killed"));
    assertThat(session.messageCount()).isEqualTo(1);
    assertThat(session.audioRecordingUrl()).contains("oratio-recordings/ses_1/audio.wav");
    assertThat(objects.size(ObjectName.recordingOf("ses_1")).orElseThrow()).isGreaterThan(3000);
    assertThat(sessions.unfinishedOn("node-1")).isEmpty();
    assertThat(spool).isEmptyDirectory();
  }

  @Test
  void leavesOtherNodesSessionsAlone() {
    sessions.open(session());
    assertThat(
            new Recovery(sessions, objects, spool, new Ending("our_error", "process_killed"))
                .run("node-2"))
        .isEmpty();
    assertThat(sessions.unfinishedOn("node-1")).hasSize(1);
  }

  @Test
  void leavesConversationsInWritingOpen() {
    sessions.open(session(SessionType.TEXT));
    assertThat(
            new Recovery(sessions, objects, spool, new Ending("our_error", "process_killed"))
                .run("node-1"))
        .isEmpty();
    assertThat(sessions.unfinishedOn("node-1")).hasSize(1);
  }

  private static void crashWhileRecording(Path file) throws Exception {
    try (DiskWriter disk = new DiskWriter()) {
      StereoRecorder recorder = StereoRecorder.open(file, 8000, disk);
      short[] frame = new short[160];
      for (int i = 0; i < 10; i++) {
        recorder.frame(frame, frame, frame.length);
      }
      recorder.close().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 3));
  }

  private Journal journal(Sessions store, Duration patience) {
    return new Journal(store, objects, spool, patience, counters, closed::add);
  }

  /// A store whose first calls fail.
  private Sessions failingFirst(AtomicInteger failures) {
    return (Sessions)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Sessions.class},
            (_, method, arguments) -> {
              if (failures.getAndDecrement() > 0) {
                throw new IllegalArgumentException("the database is away");
              }
              try {
                return method.invoke(sessions, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Turn turn(int sequence) {
    return new Turn(
        sequence, Turn.Role.USER, "words " + sequence, START, Duration.ofSeconds(1), false, "");
  }

  private static Session.Completion completion(boolean recorded) {
    return new Session.Completion(
        SessionStatus.COMPLETED,
        START.plusSeconds(10),
        new Ending("completed", "caller_hung_up"),
        recorded ? Optional.of("oratio-recordings/ses_1/audio.wav") : Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Session session() {
    return session(SessionType.VOICE);
  }

  private static Session session(SessionType type) {
    return new Session(
        TENANT,
        "ses_1",
        "agent",
        1,
        "user",
        "node-1",
        type,
        Channel.SIP,
        SessionStatus.ACTIVE,
        "100",
        "puppet",
        START,
        Optional.empty(),
        0,
        Optional.empty(),
        false,
        Optional.empty(),
        CustomerMetadata.none(),
        Optional.empty(),
        Optional.empty());
  }
}
