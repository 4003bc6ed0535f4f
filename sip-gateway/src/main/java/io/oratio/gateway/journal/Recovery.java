package io.oratio.gateway.journal;

import io.oratio.domain.object.ObjectName;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.session.Ending;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.Session.Completion;
import io.oratio.domain.session.SessionStatus;
import io.oratio.domain.session.SessionType;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.session.Turn;
import io.oratio.media.record.WavRepair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes what a crash left open: repairs each recording as far as it was written, stores it, and
/// completes the session with a reason. Runs once, before the first call is taken; blocks.
public final class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);

  private final Sessions sessions;
  private final ObjectStore objects;
  private final Path spool;
  private final Ending ending;

  /// @param ending what is written as the reason
  public Recovery(Sessions sessions, ObjectStore objects, Path spool, Ending ending) {
    this.sessions = sessions;
    this.objects = objects;
    this.spool = spool;
    this.ending = ending;
  }

  /// Closes every call's session that this node left open. Conversations in writing outlive the
  /// process that serves them.
  ///
  /// @return the sessions as they now stand
  public List<Session> run(String node) {
    return sessions.unfinishedOn(node).stream()
        .filter(it -> it.sessionType() == SessionType.VOICE)
        .map(this::close)
        .toList();
  }

  private Session close(Session session) {
    Path file = spool.resolve(session.sessionId() + ".wav");
    Optional<String> recording = Optional.empty();
    Instant end = lastTurn(session).orElse(session.startTime());
    if (Files.exists(file)) {
      try {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        end = written.isAfter(end) ? written : end;
        WavRepair.repair(file);
        Journal.keep(objects, session, file);
        recording = Optional.of(ObjectName.recordingOf(session.sessionId()).toString());
      } catch (IOException e) {
        log.error("the recording {} could not be kept: it stays where it is", file, e);
      }
    }
    log.warn("session {} was left open by a crash and is closed now", session.sessionId());
    return sessions.complete(
        session.tenantId(),
        session.sessionId(),
        new Completion(
            SessionStatus.ERROR, end, ending, recording, Optional.empty(), Optional.empty()));
  }

  private Optional<Instant> lastTurn(Session session) {
    Optional<Instant> last = Optional.empty();
    int after = 0;
    while (true) {
      List<Turn> page = sessions.turns(session.tenantId(), session.sessionId(), after, 1000);
      if (page.isEmpty()) {
        return last;
      }
      last = Optional.of(page.getLast().startedAt());
      after = page.getLast().sequence();
    }
  }
}
