package io.oratio.domain.call;

import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The store of outbound calls. A call is written before anybody dials, and dialled at most once:
/// of any number of gateways one claims it, and what a gateway claimed is never claimed again.
public interface OutboundCalls {
  /// Writes the call and its key together, or neither.
  ///
  /// @param call `RESERVED`; its `createdAt` is the moment against which keys expire
  /// @param allowance what the tenant may have: no more are written, however many processes ask at
  ///   once. What came before by the same key needs none
  /// @throws IllegalArgumentException if the call is not `RESERVED`
  /// @throws IllegalStateException if its id is taken
  Reservation.Outcome reserve(
      OutboundCall call, Reservation reservation, Reservation.Allowance allowance);

  /// The same with as much room as anybody wants.
  default Reservation.Outcome reserve(OutboundCall call, Reservation reservation) {
    return reserve(call, reservation, Reservation.Allowance.ENDLESS);
  }

  /// Takes a `RESERVED` call for one gateway, which then dials it.
  ///
  /// @return the call, now `DIALLING`; empty when it is not there, or another was first, or it was
  ///   cancelled
  Optional<OutboundCall> claim(TenantId tenantId, String callId, String node, Instant now);

  /// Moves a call on, along the table of [CallStatus] and no other way.
  ///
  /// @param status any but `DIALLING`, to which only [#claim] leads
  /// @return the call as it now stands; empty when it is not there or the table does not lead there
  ///   from where it stands, and then nothing has changed
  /// @throws IllegalArgumentException if no status leads there
  Optional<OutboundCall> move(
      TenantId tenantId, String callId, CallStatus status, OutboundCall.Change change);

  Optional<OutboundCall> find(TenantId tenantId, String callId);

  /// The tenant's calls, newest `createdAt` first. It may lag a moment behind what was written.
  ///
  /// @param after the page before ended here; empty for the first page
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  Page<OutboundCall> list(TenantId tenantId, CallFilter filter, Optional<Cursor> after, int limit);

  /// `RESERVED` calls of every tenant, the oldest first: for gateways that missed the event. It may
  /// lag a moment behind what was written.
  ///
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  List<OutboundCall> waiting(int limit);

  /// Calls of every tenant that this node left `DIALLING`, `RINGING` or `ANSWERED`: for the node's
  /// own start after a crash. Nobody may dial them again.
  List<OutboundCall> unfinishedOn(String node);

  /// Forgets keys of every tenant that have expired; their calls stay. For a job: expired keys
  /// count no more also before.
  ///
  /// @param limit 1 to 1000
  /// @return how many are forgotten now; 0 where the store does it by itself
  /// @throws IllegalArgumentException for another limit
  int forgetExpired(Instant now, int limit);

  /// Refuses what is not a call's beginning, in the same words in every adapter.
  ///
  /// @throws IllegalArgumentException if the call is not `RESERVED`
  static void checkReserved(OutboundCall call) {
    if (call.status() != CallStatus.RESERVED) {
      throw new IllegalArgumentException("a call begins as reserved");
    }
  }

  /// Refuses a status to which a move never leads, in the same words in every adapter.
  ///
  /// @throws IllegalArgumentException for `RESERVED` and `DIALLING`
  static void checkMove(CallStatus status) {
    if (status == CallStatus.RESERVED || status == CallStatus.DIALLING) {
      throw new IllegalArgumentException("a call is never moved to " + status.wireName());
    }
  }
}
