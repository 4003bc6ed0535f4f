package io.oratio.control.session;

import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.object.ObjectName;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/// Takes a session out with all that hangs on it: first its recording, then its turns and itself,
/// so that what is broken off on the way is found and finished by the next try.
final class SessionDeletion {
  private final Sessions sessions;
  private final ObjectStore objects;
  private final AuditLog audit;
  private final InstantSource clock;

  SessionDeletion(Sessions sessions, ObjectStore objects, AuditLog audit, InstantSource clock) {
    this.sessions = sessions;
    this.objects = objects;
    this.audit = audit;
    this.clock = clock;
  }

  /// Deletes it in somebody's name.
  void delete(Session session, String actor) {
    removeRecording(session);
    if (sessions.delete(session.tenantId(), session.sessionId())) {
      audit.append(
          session.tenantId(),
          clock.instant(),
          actor,
          "session.deleted",
          "session/" + session.sessionId(),
          "");
    }
  }

  /// Deletes its recording only.
  ///
  /// @return whether there was one until now
  boolean removeRecording(Session session) {
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
