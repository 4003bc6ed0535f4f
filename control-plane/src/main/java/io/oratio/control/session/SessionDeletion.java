package io.oratio.control.session;

import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.object.ObjectName;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tool.ToolExecutions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/// Takes a session out with all that hangs on it: first its recording and what its tools did, then
/// its turns and itself, so that what is broken off on the way is found and finished by the next
/// try.
final class SessionDeletion {
  private final Sessions sessions;
  private final ToolExecutions executions;
  private final ObjectStore objects;
  private final AuditLog audit;
  private final InstantSource clock;

  SessionDeletion(
      Sessions sessions,
      ToolExecutions executions,
      ObjectStore objects,
      AuditLog audit,
      InstantSource clock) {
    this.sessions = sessions;
    this.executions = executions;
    this.objects = objects;
    this.audit = audit;
    this.clock = clock;
  }

  /// Deletes it in somebody's name.
  void delete(Session session, String actor) {
    removeObject(session);
    if (removeRecords(session)) {
      audit.append(
          session.tenantId(),
          clock.instant(),
          actor,
          "session.deleted",
          "session/" + session.sessionId(),
          "");
    }
  }

  /// Deletes all of it without a word in the audit log, for whoever writes one about many.
  ///
  /// @return what was there until now
  Removed remove(Session session) {
    boolean wasRecorded = removeObject(session);
    return new Removed(removeRecords(session), wasRecorded);
  }

  /// What was there.
  record Removed(boolean session, boolean recording) {}

  /// Deletes its recording only; the session knows of none then.
  ///
  /// @return whether there was one until now
  boolean removeRecording(Session session) {
    boolean wasThere = removeObject(session);
    sessions.forgetRecording(session.tenantId(), session.sessionId());
    return wasThere;
  }

  private boolean removeRecords(Session session) {
    executions.deleteOf(session.tenantId(), session.sessionId());
    return sessions.delete(session.tenantId(), session.sessionId());
  }

  private boolean removeObject(Session session) {
    ObjectName name = ObjectName.recordingOf(session.sessionId());
    try {
      boolean wasThere = objects.size(name).isPresent();
      objects.delete(name);
      return wasThere;
    } catch (IOException e) {
      throw new UncheckedIOException("the recording of " + session.sessionId(), e);
    }
  }
}
