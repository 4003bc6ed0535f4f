package io.oratio.storage.postgres;

import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.Ending;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionFilter;
import io.oratio.domain.session.SessionStatus;
import io.oratio.domain.session.SessionType;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.session.Turn;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import io.oratio.storage.body.SessionBody;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Sessions in the table `sessions`, their turns in `turns`.
final class PostgresSessions implements Sessions {
  private final JdbcClient jdbc;
  private final SessionSearch search;

  PostgresSessions(JdbcClient jdbc, DataSource database) {
    this(jdbc, database, SessionSearch.Bounds.usual());
  }

  PostgresSessions(JdbcClient jdbc, DataSource database, SessionSearch.Bounds bounds) {
    this.jdbc = jdbc;
    this.search = new SessionSearch(jdbc, database, PostgresSessions::readSession, bounds);
  }

  @Override
  public void open(Session session) {
    int added =
        jdbc.sql(
                """
                INSERT INTO sessions (tenant_id, session_id, agent_id, agent_version, user_id,
                                      node, session_type, channel, status, dialled, engine,
                                      start_time, end_time, message_count, audio_recording_url,
                                      handoff_requested, handoff_reason, customer_metadata,
                                      ending_result, ending_reason, line_quality)
                VALUES (:tenantId, :sessionId, :agentId, :agentVersion, :userId,
                        :node, :sessionType, :channel, :status, :dialled, :engine,
                        :startTime, :endTime, 0, :audioRecordingUrl,
                        :handoffRequested, :handoffReason, CAST(:customerMetadata AS jsonb),
                        :endingResult, :endingReason, CAST(:lineQuality AS jsonb))
                ON CONFLICT DO NOTHING
                """)
            .param("tenantId", session.tenantId().value())
            .param("sessionId", session.sessionId())
            .param("agentId", session.agentId())
            .param("agentVersion", session.agentVersion())
            .param("userId", session.userId())
            .param("node", session.node())
            .param("sessionType", session.sessionType().wireName())
            .param("channel", session.channel().wireName())
            .param("status", session.status().wireName())
            .param("dialled", session.dialled())
            .param("engine", session.engine())
            .param("startTime", Columns.timestamp(session.startTime()))
            .param(
                "endTime",
                session.endTime().map(Columns::timestamp).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .param("audioRecordingUrl", session.audioRecordingUrl().orElse(null), Types.VARCHAR)
            .param("handoffRequested", session.handoffRequested())
            .param("handoffReason", session.handoffReason().orElse(null), Types.VARCHAR)
            .param("customerMetadata", SessionBody.write(session.customerMetadata()))
            .param("endingResult", session.ending().map(Ending::result).orElse(null), Types.VARCHAR)
            .param("endingReason", session.ending().map(Ending::reason).orElse(null), Types.VARCHAR)
            .param(
                "lineQuality",
                session.lineQuality().map(SessionBody::write).orElse(null),
                Types.VARCHAR)
            .update();
    if (added == 0) {
      throw new IllegalStateException("session " + session.sessionId() + " is there already");
    }
  }

  /// One statement, so that the count and the turn never part, and one way to the server and back.
  @Override
  public void append(TenantId tenantId, String sessionId, Turn turn) {
    int found =
        jdbc.sql(
                """
                WITH added AS (
                  INSERT INTO turns (tenant_id, session_id, sequence, role, content, started_at,
                                     offset_us, interrupted, tool_name)
                  SELECT tenant_id, session_id, :sequence, :role, :content, :startedAt,
                         :offsetUs, :interrupted, :toolName
                  FROM sessions WHERE tenant_id = :tenantId AND session_id = :sessionId
                  ON CONFLICT DO NOTHING
                  RETURNING 1)
                UPDATE sessions SET message_count = message_count + (SELECT count(*) FROM added)
                WHERE tenant_id = :tenantId AND session_id = :sessionId
                """)
            .param("tenantId", tenantId.value())
            .param("sessionId", sessionId)
            .param("sequence", turn.sequence())
            .param("role", turn.role().wireName())
            .param("content", turn.content())
            .param("startedAt", Columns.timestamp(turn.startedAt()))
            .param("offsetUs", turn.offset().toNanos() / 1000)
            .param("interrupted", turn.interrupted())
            .param("toolName", turn.toolName())
            .update();
    if (found == 0) {
      throw new IllegalStateException("there is no session " + sessionId);
    }
  }

  @Override
  public Session requestHandoff(TenantId tenantId, String sessionId, String reason) {
    jdbc.sql(
            """
            UPDATE sessions
            SET status = 'handoff_requested', handoff_requested = true,
                handoff_reason = coalesce(handoff_reason, :reason)
            WHERE tenant_id = :tenantId AND session_id = :sessionId
              AND status = 'active' AND end_time IS NULL
            """)
        .param("tenantId", tenantId.value())
        .param("sessionId", sessionId)
        .param("reason", Shape.repaired(reason, Session.LONGEST_REASON))
        .update();
    return present(tenantId, sessionId);
  }

  @Override
  public Session complete(TenantId tenantId, String sessionId, Session.Completion completion) {
    jdbc.sql(
            """
            UPDATE sessions
            SET status = CASE WHEN status = 'handoff_requested' AND :status = 'completed'
                              THEN status ELSE :status END,
                end_time = :endTime, ending_result = :endingResult,
                ending_reason = :endingReason, audio_recording_url = :audioRecordingUrl,
                handoff_requested = handoff_requested OR CAST(:handoffReason AS text) IS NOT NULL,
                handoff_reason = coalesce(handoff_reason, CAST(:handoffReason AS text)),
                line_quality = CAST(:lineQuality AS jsonb)
            WHERE tenant_id = :tenantId AND session_id = :sessionId AND end_time IS NULL
            """)
        .param("tenantId", tenantId.value())
        .param("sessionId", sessionId)
        .param("status", completion.status().wireName())
        .param("endTime", Columns.timestamp(completion.endTime()))
        .param("endingResult", completion.ending().result())
        .param("endingReason", completion.ending().reason())
        .param("audioRecordingUrl", completion.audioRecordingUrl().orElse(null), Types.VARCHAR)
        .param("handoffReason", completion.handoffReason().orElse(null), Types.VARCHAR)
        .param(
            "lineQuality",
            completion.lineQuality().map(SessionBody::write).orElse(null),
            Types.VARCHAR)
        .update();
    return present(tenantId, sessionId);
  }

  @Override
  public Optional<Session> find(TenantId tenantId, String sessionId) {
    return jdbc.sql(
            "SELECT * FROM sessions WHERE tenant_id = :tenantId AND session_id = :sessionId")
        .param("tenantId", tenantId.value())
        .param("sessionId", sessionId)
        .query(PostgresSessions::readSession)
        .optional();
  }

  @Override
  public List<Session> recent(TenantId tenantId, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM sessions WHERE tenant_id = :tenantId
            ORDER BY start_time DESC LIMIT :limit
            """)
        .param("tenantId", tenantId.value())
        .param("limit", Shape.limit(limit))
        .query(PostgresSessions::readSession)
        .list();
  }

  @Override
  public Page<Session> search(
      TenantId tenantId, SessionFilter filter, Optional<Cursor> after, int limit) {
    return search.search(tenantId, filter, after, limit);
  }

  @Override
  public List<Turn> turns(TenantId tenantId, String sessionId, int afterSequence, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM turns
            WHERE tenant_id = :tenantId AND session_id = :sessionId AND sequence > :afterSequence
            ORDER BY sequence LIMIT :limit
            """)
        .param("tenantId", tenantId.value())
        .param("sessionId", sessionId)
        .param("afterSequence", afterSequence)
        .param("limit", Shape.limit(limit))
        .query(PostgresSessions::readTurn)
        .list();
  }

  @Override
  public List<Session> unfinishedOn(String node) {
    return jdbc.sql("SELECT * FROM sessions WHERE node = :node AND end_time IS NULL")
        .param("node", node)
        .query(PostgresSessions::readSession)
        .list();
  }

  @Override
  public List<Session> olderThan(TenantId tenantId, Instant moment, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM sessions
            WHERE tenant_id = :tenantId AND start_time < :moment AND end_time IS NOT NULL
            ORDER BY start_time, session_id LIMIT :limit
            """)
        .param("tenantId", tenantId.value())
        .param("moment", Columns.timestamp(moment))
        .param("limit", Shape.limit(limit))
        .query(PostgresSessions::readSession)
        .list();
  }

  @Override
  public void forgetRecording(TenantId tenantId, String sessionId) {
    jdbc.sql(
            """
            UPDATE sessions SET audio_recording_url = NULL
            WHERE tenant_id = :tenantId AND session_id = :sessionId AND end_time IS NOT NULL
            """)
        .param("tenantId", tenantId.value())
        .param("sessionId", sessionId)
        .update();
  }

  /// Its turns go with it, by their foreign key.
  @Override
  public boolean delete(TenantId tenantId, String sessionId) {
    return jdbc.sql("DELETE FROM sessions WHERE tenant_id = :tenantId AND session_id = :sessionId")
            .param("tenantId", tenantId.value())
            .param("sessionId", sessionId)
            .update()
        == 1;
  }

  private Session present(TenantId tenantId, String sessionId) {
    return find(tenantId, sessionId)
        .orElseThrow(() -> new IllegalStateException("there is no session " + sessionId));
  }

  private static Session readSession(ResultSet row, int index) throws SQLException {
    Optional<String> reason = Columns.optionalText(row, "ending_reason");
    return new Session(
        Columns.tenantId(row),
        row.getString("session_id"),
        row.getString("agent_id"),
        row.getInt("agent_version"),
        row.getString("user_id"),
        row.getString("node"),
        SessionType.fromWire(row.getString("session_type")),
        Channel.fromWire(row.getString("channel")),
        SessionStatus.fromWire(row.getString("status")),
        row.getString("dialled"),
        row.getString("engine"),
        Columns.instant(row, "start_time"),
        Columns.optionalInstant(row, "end_time"),
        row.getInt("message_count"),
        Columns.optionalText(row, "audio_recording_url"),
        row.getBoolean("handoff_requested"),
        Columns.optionalText(row, "handoff_reason"),
        SessionBody.readMetadata(row.getString("customer_metadata")),
        Columns.optionalText(row, "ending_result")
            .map(result -> new Ending(result, reason.orElse("unknown"))),
        Columns.optionalText(row, "line_quality").map(SessionBody::readQuality));
  }

  private static Turn readTurn(ResultSet row, int index) throws SQLException {
    return new Turn(
        row.getInt("sequence"),
        Turn.Role.fromWire(row.getString("role")),
        row.getString("content"),
        Columns.instant(row, "started_at"),
        Duration.of(row.getLong("offset_us"), ChronoUnit.MICROS),
        row.getBoolean("interrupted"),
        row.getString("tool_name"));
  }
}
