package io.oratio.domain.session;

import io.oratio.domain.tenant.TenantId;
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

  /// Closes a session and counts its turns. A closed one (it has an `endTime`) stays as it is, so a
  /// retry is safe.
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

  /// Turns in order, those after a sequence number (0 for all). None for a session that is not
  /// there.
  ///
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  List<Turn> turns(TenantId tenantId, String sessionId, int afterSequence, int limit);

  /// Sessions of every tenant that this node left `ACTIVE`: for the node's own start after a crash.
  List<Session> unfinishedOn(String node);
}
