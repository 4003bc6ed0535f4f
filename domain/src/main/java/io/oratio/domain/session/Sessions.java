package io.oratio.domain.session;

import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The store of sessions and their turns. Calls may block and are safe from any thread. Every read
/// and write names the tenant: an id of another tenant's is answered as if it were not there.
public interface Sessions {
  /// Writes a new session.
  ///
  /// @throws IllegalStateException if the id is taken
  void open(Session session);

  /// Writes a turn as soon as it is finished. Writing the same sequence again changes nothing, so a
  /// retry is safe. Turns may come in any order and from several threads, and one that was still on
  /// its way when the session was closed is kept too.
  ///
  /// @throws IllegalStateException if the session is not there
  void append(TenantId tenantId, String sessionId, Turn turn);

  /// Notes that a human being is asked: an `ACTIVE` session becomes `HANDOFF_REQUESTED` and keeps
  /// the reason, unless it has one. One that is in another state or closed stays as it is, so a
  /// retry is safe.
  ///
  /// @param reason for a person; made storable, and cut after [Session#LONGEST_REASON] characters
  /// @return the session as it now stands
  /// @throws IllegalStateException if the session is not there
  Session requestHandoff(TenantId tenantId, String sessionId, String reason);

  /// Closes a session and counts its turns. A closed one (it has an `endTime`) stays as it is, so a
  /// retry is safe. The completion's status wins, save that `HANDOFF_REQUESTED` does not become
  /// `COMPLETED`: the call is over, but nobody has seen to it yet ([Session#closed]).
  ///
  /// @return the session as it now stands
  /// @throws IllegalStateException if the session is not there
  Session complete(TenantId tenantId, String sessionId, Session.Completion completion);

  Optional<Session> find(TenantId tenantId, String sessionId);

  /// The tenant's sessions, newest `startTime` first. It may lag a moment behind what was written.
  ///
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  List<Session> recent(TenantId tenantId, int limit);

  /// The tenant's sessions that a filter wants, newest `startTime` first. It may lag a moment
  /// behind what was written.
  ///
  /// @param after the page before ended here; empty for the first page
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  /// @throws SearchNotOffered if the filter asks for words and this store does not look for them
  Page<Session> search(TenantId tenantId, SessionFilter filter, Optional<Cursor> after, int limit);

  /// Turns in order, those after a sequence number (0 for all). None for a session that is not
  /// there.
  ///
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  List<Turn> turns(TenantId tenantId, String sessionId, int afterSequence, int limit);

  /// Sessions of every tenant that this node left open, `ACTIVE` or `HANDOFF_REQUESTED` without an
  /// `endTime`: for the node's own start after a crash.
  List<Session> unfinishedOn(String node);

  /// The tenant's closed sessions that began before a moment, the oldest first: for whoever keeps
  /// them no longer. It may lag a moment behind what was written.
  ///
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  List<Session> olderThan(TenantId tenantId, Instant moment, int limit);

  /// Notes that a closed session has no recording any more. One that is still open, or has none,
  /// stays as it is, so a retry is safe.
  void forgetRecording(TenantId tenantId, String sessionId);

  /// Takes a session out, with its turns. What was broken off on the way is finished by calling it
  /// again.
  ///
  /// @return whether it was there
  boolean delete(TenantId tenantId, String sessionId);
}
