package io.oratio.storage.postgres;

import io.oratio.domain.call.CallFilter;
import io.oratio.domain.call.CallStatus;
import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.call.Reservation;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import io.oratio.storage.body.PairsBody;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// Outbound calls in the table `outbound_calls`, their keys in `call_reservations`.
final class PostgresOutboundCalls implements OutboundCalls {
  private static final int RESERVING_TRIES = 5;

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  PostgresOutboundCalls(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public Reservation.Outcome reserve(
      OutboundCall call, Reservation reservation, Reservation.Allowance allowance) {
    OutboundCalls.checkReserved(call);
    if (allowance.equals(Reservation.Allowance.ENDLESS)) {
      return reserved(call, reservation);
    }
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              TenantLock.take(jdbc, "outbound_calls", call.tenantId());
              return outcomeBefore(call, reservation)
                  .or(() -> full(call.tenantId(), allowance))
                  .orElseGet(() -> reserved(call, reservation));
            }));
  }

  private Optional<Reservation.Outcome> full(TenantId tenantId, Reservation.Allowance allowance) {
    return jdbc.sql(
            """
            SELECT count(*) AS counted,
                   count(*) FILTER (WHERE status IN ('reserved', 'dialling', 'ringing', 'answered'))
                     AS not_over
            FROM outbound_calls WHERE tenant_id = :tenantId AND created_at >= :since
            """)
        .param("tenantId", tenantId.value())
        .param("since", Columns.timestamp(allowance.since()))
        .query((row, _) -> allowance.full(row.getLong("not_over"), row.getLong("counted")))
        .single()
        .map(it -> it);
  }

  private Reservation.Outcome reserved(OutboundCall call, Reservation reservation) {
    for (int attempt = 0; attempt < RESERVING_TRIES; attempt++) {
      if (write(call, reservation)) {
        return new Reservation.Reserved(call);
      }
      Optional<Reservation.Outcome> before = outcomeBefore(call, reservation);
      if (before.isPresent()) {
        return before.get();
      }
      // The key that stood in the way was forgotten in between.
    }
    throw new IllegalStateException("call " + call.callId() + " could not be reserved");
  }

  /// One statement, so that the key and the call are written together or not at all. Of many at
  /// once the primary key lets one pass; the others wait for it and then find the key taken.
  private boolean write(OutboundCall call, Reservation reservation) {
    try {
      return jdbc.sql(
                  """
                  WITH held AS (
                    INSERT INTO call_reservations AS there (tenant_id, idempotency_key,
                                                            request_hash, call_id, expires_at)
                    VALUES (:tenantId, :idempotencyKey, :requestHash, :callId, :expiresAt)
                    ON CONFLICT (tenant_id, idempotency_key)
                    DO UPDATE SET request_hash = EXCLUDED.request_hash,
                                  call_id = EXCLUDED.call_id, expires_at = EXCLUDED.expires_at
                    WHERE there.expires_at <= :createdAt
                    RETURNING 1)
                  INSERT INTO outbound_calls (tenant_id, call_id, agent_id, to_number, from_number,
                                              trunk_id, ring_seconds, status, session_id, failure,
                                              node, metadata, requested_by, created_at, updated_at)
                  SELECT :tenantId, :callId, :agentId, :to, :from,
                         :trunkId, :ringSeconds, :status, :sessionId, :failure,
                         NULL, CAST(:metadata AS jsonb), :requestedBy, :createdAt, :updatedAt
                  FROM held
                  """)
              .param("tenantId", call.tenantId().value())
              .param("idempotencyKey", reservation.idempotencyKey())
              .param("requestHash", reservation.requestHash())
              .param("expiresAt", Columns.timestamp(reservation.expiresAt()))
              .param("callId", call.callId())
              .param("agentId", call.agentId())
              .param("to", call.to())
              .param("from", call.from())
              .param("trunkId", call.trunkId().orElse(null), Types.VARCHAR)
              .param("ringSeconds", call.ringSeconds())
              .param("status", call.status().wireName())
              .param("sessionId", call.sessionId().orElse(null), Types.VARCHAR)
              .param("failure", call.failure().orElse(null), Types.VARCHAR)
              .param("metadata", PairsBody.write(call.metadata()))
              .param("requestedBy", call.requestedBy())
              .param("createdAt", Columns.timestamp(call.createdAt()))
              .param("updatedAt", Columns.timestamp(call.updatedAt()))
              .update()
          == 1;
    } catch (DuplicateKeyException e) {
      throw new IllegalStateException("call " + call.callId() + " is there already", e);
    }
  }

  private Optional<Reservation.Outcome> outcomeBefore(OutboundCall call, Reservation reservation) {
    return jdbc.sql(
            """
            SELECT outbound_calls.*, request_hash FROM call_reservations
            JOIN outbound_calls USING (tenant_id, call_id)
            WHERE tenant_id = :tenantId AND idempotency_key = :idempotencyKey
              AND expires_at > :createdAt
            """)
        .param("tenantId", call.tenantId().value())
        .param("idempotencyKey", reservation.idempotencyKey())
        .param("createdAt", Columns.timestamp(call.createdAt()))
        .<Reservation.Outcome>query(
            (row, index) ->
                row.getString("request_hash").equals(reservation.requestHash())
                    ? new Reservation.Replayed(read(row, index))
                    : new Reservation.Conflicting())
        .optional();
  }

  @Override
  public Optional<OutboundCall> claim(TenantId tenantId, String callId, String node, Instant now) {
    return jdbc.sql(
            """
            UPDATE outbound_calls SET status = 'dialling', node = :node, updated_at = :now
            WHERE tenant_id = :tenantId AND call_id = :callId AND status = 'reserved'
            RETURNING *
            """)
        .param("tenantId", tenantId.value())
        .param("callId", callId)
        .param("node", node)
        .param("now", Columns.timestamp(now))
        .query(PostgresOutboundCalls::read)
        .optional();
  }

  @Override
  public Optional<OutboundCall> move(
      TenantId tenantId, String callId, CallStatus status, OutboundCall.Change change) {
    OutboundCalls.checkMove(status);
    return jdbc.sql(
            """
            UPDATE outbound_calls
            SET status = :status, updated_at = :at,
                session_id = coalesce(session_id, CAST(:sessionId AS text)),
                failure = coalesce(CAST(:failure AS text), failure),
                answered_at = CASE WHEN :isAnswered
                  THEN coalesce(answered_at, CAST(:at AS timestamptz)) ELSE answered_at END,
                ended_at = CASE WHEN :isFinal THEN CAST(:at AS timestamptz) END
            WHERE tenant_id = :tenantId AND call_id = :callId AND status IN (:before)
            RETURNING *
            """)
        .param("tenantId", tenantId.value())
        .param("callId", callId)
        .param("status", status.wireName())
        .param("at", Columns.timestamp(change.at()))
        .param("sessionId", change.sessionId().orElse(null), Types.VARCHAR)
        .param("failure", change.failure().orElse(null), Types.VARCHAR)
        .param("isAnswered", status == CallStatus.ANSWERED)
        .param("isFinal", status.isFinal())
        .param("before", status.before().stream().map(CallStatus::wireName).toList())
        .query(PostgresOutboundCalls::read)
        .optional();
  }

  @Override
  public Optional<OutboundCall> find(TenantId tenantId, String callId) {
    return jdbc.sql(
            "SELECT * FROM outbound_calls WHERE tenant_id = :tenantId AND call_id = :callId")
        .param("tenantId", tenantId.value())
        .param("callId", callId)
        .query(PostgresOutboundCalls::read)
        .optional();
  }

  @Override
  public Page<OutboundCall> list(
      TenantId tenantId, CallFilter filter, Optional<Cursor> after, int limit) {
    return new Listing("outbound_calls", "created_at", "call_id", tenantId)
        .equal("agent_id", filter.agentId())
        .equal("status", filter.status().map(CallStatus::wireName))
        .between(filter.from(), filter.to())
        .after(after)
        .page(jdbc, limit, PostgresOutboundCalls::read, OutboundCall::place);
  }

  @Override
  public List<OutboundCall> waiting(int limit) {
    return jdbc.sql(
            """
            SELECT * FROM outbound_calls WHERE status = 'reserved'
            ORDER BY created_at LIMIT :limit
            """)
        .param("limit", Shape.limit(limit))
        .query(PostgresOutboundCalls::read)
        .list();
  }

  @Override
  public List<OutboundCall> unfinishedOn(String node) {
    return jdbc.sql(
            """
            SELECT * FROM outbound_calls
            WHERE node = :node AND status IN ('dialling', 'ringing', 'answered')
            """)
        .param("node", node)
        .query(PostgresOutboundCalls::read)
        .list();
  }

  @Override
  public int forgetExpired(Instant now, int limit) {
    return jdbc.sql(
            """
            DELETE FROM call_reservations
            WHERE (tenant_id, idempotency_key) IN (
              SELECT tenant_id, idempotency_key FROM call_reservations
              WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit)
              AND expires_at <= :now
            """)
        .param("now", Columns.timestamp(now))
        .param("limit", Shape.limit(limit))
        .update();
  }

  private static OutboundCall read(ResultSet row, int index) throws SQLException {
    return new OutboundCall(
        Columns.tenantId(row),
        row.getString("call_id"),
        row.getString("agent_id"),
        row.getString("to_number"),
        row.getString("from_number"),
        Columns.optionalText(row, "trunk_id"),
        row.getInt("ring_seconds"),
        CallStatus.fromWire(row.getString("status")),
        Columns.optionalText(row, "session_id"),
        Columns.optionalText(row, "failure"),
        Columns.optionalText(row, "node"),
        PairsBody.read(row.getString("metadata")),
        row.getString("requested_by"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "updated_at"),
        Columns.optionalInstant(row, "answered_at"),
        Columns.optionalInstant(row, "ended_at"));
  }
}
