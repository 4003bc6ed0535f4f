package io.oratio.storage.postgres;

import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.conversation.Message;
import io.oratio.domain.conversation.Run;
import io.oratio.domain.conversation.Usage;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import io.oratio.storage.body.PairsBody;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Conversations in the table `conversations`, their messages in `messages`, their runs in `runs`.
final class PostgresConversations implements Conversations {
  private final JdbcClient jdbc;

  PostgresConversations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void save(Conversation conversation) {
    jdbc.sql(
            """
            INSERT INTO conversations (tenant_id, conversation_id, agent_id, agent_version,
                                       subject, summary, summarised_through, context, created_at,
                                       updated_at)
            VALUES (:tenantId, :conversationId, :agentId, :agentVersion,
                    :subject, :summary, :summarisedThrough, CAST(:context AS jsonb), :createdAt,
                    :updatedAt)
            ON CONFLICT (tenant_id, conversation_id)
            DO UPDATE SET agent_id = EXCLUDED.agent_id, agent_version = EXCLUDED.agent_version,
                          subject = EXCLUDED.subject, summary = EXCLUDED.summary,
                          summarised_through = EXCLUDED.summarised_through,
                          context = EXCLUDED.context, created_at = EXCLUDED.created_at,
                          updated_at = EXCLUDED.updated_at
            """)
        .param("tenantId", conversation.tenantId().value())
        .param("conversationId", conversation.conversationId())
        .param("agentId", conversation.agentId())
        .param("agentVersion", conversation.agentVersion())
        .param("subject", conversation.subject())
        .param("summary", conversation.summary())
        .param("summarisedThrough", conversation.summarisedThrough())
        .param("context", PairsBody.write(conversation.context()))
        .param("createdAt", Columns.timestamp(conversation.createdAt()))
        .param("updatedAt", Columns.timestamp(conversation.updatedAt()))
        .update();
  }

  @Override
  public Optional<Conversation> find(TenantId tenantId, String conversationId) {
    return jdbc.sql(
            """
            SELECT * FROM conversations
            WHERE tenant_id = :tenantId AND conversation_id = :conversationId
            """)
        .param("tenantId", tenantId.value())
        .param("conversationId", conversationId)
        .query(PostgresConversations::readConversation)
        .optional();
  }

  @Override
  public List<Conversation> recent(TenantId tenantId, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM conversations WHERE tenant_id = :tenantId
            ORDER BY updated_at DESC LIMIT :limit
            """)
        .param("tenantId", tenantId.value())
        .param("limit", Shape.limit(limit))
        .query(PostgresConversations::readConversation)
        .list();
  }

  @Override
  public Page<Conversation> list(
      TenantId tenantId, Optional<String> agentId, Optional<Cursor> after, int limit) {
    return new Listing("conversations", "updated_at", "conversation_id", tenantId)
        .equal("agent_id", agentId)
        .after(after)
        .page(jdbc, limit, PostgresConversations::readConversation, Conversation::place);
  }

  /// Messages go with their conversation, by their foreign key.
  @Override
  public int removeOf(TenantId tenantId, String agentId, int limit) {
    return jdbc.sql(
            """
            WITH gone AS (
              SELECT conversation_id FROM conversations
              WHERE tenant_id = :tenantId AND agent_id = :agentId
              ORDER BY updated_at DESC, conversation_id DESC LIMIT :limit),
            ended AS (
              DELETE FROM runs
              WHERE tenant_id = :tenantId
                AND conversation_id IN (SELECT conversation_id FROM gone))
            DELETE FROM conversations
            WHERE tenant_id = :tenantId
              AND conversation_id IN (SELECT conversation_id FROM gone)
            """)
        .param("tenantId", tenantId.value())
        .param("agentId", agentId)
        .param("limit", Shape.limit(limit))
        .update();
  }

  @Override
  public boolean append(TenantId tenantId, String conversationId, Message message) {
    int added =
        jdbc.sql(
                """
                INSERT INTO messages (tenant_id, conversation_id, sequence, message_id, role,
                                      content, tool_name, tool_call_id, metadata, sent_at)
                SELECT tenant_id, conversation_id, :sequence, :messageId, :role,
                       :content, :toolName, :toolCallId, :metadata, :sentAt
                FROM conversations
                WHERE tenant_id = :tenantId AND conversation_id = :conversationId
                ON CONFLICT DO NOTHING
                """)
            .param("tenantId", tenantId.value())
            .param("conversationId", conversationId)
            .param("sequence", message.sequence())
            .param("messageId", message.id())
            .param("role", message.role().wireName())
            .param("content", message.content())
            .param("toolName", message.toolName())
            .param("toolCallId", message.toolCallId())
            .param("metadata", message.metadata())
            .param("sentAt", Columns.timestamp(message.timestamp()))
            .update();
    if (added == 0 && find(tenantId, conversationId).isEmpty()) {
      throw new IllegalStateException("there is no conversation " + conversationId);
    }
    return added == 1;
  }

  @Override
  public List<Message> messages(
      TenantId tenantId, String conversationId, int afterSequence, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM messages
            WHERE tenant_id = :tenantId AND conversation_id = :conversationId
              AND sequence > :afterSequence
            ORDER BY sequence LIMIT :limit
            """)
        .param("tenantId", tenantId.value())
        .param("conversationId", conversationId)
        .param("afterSequence", afterSequence)
        .param("limit", Shape.limit(limit))
        .query(PostgresConversations::readMessage)
        .list();
  }

  @Override
  public int lastSequence(TenantId tenantId, String conversationId) {
    return jdbc.sql(
            """
            SELECT coalesce(max(sequence), 0) FROM messages
            WHERE tenant_id = :tenantId AND conversation_id = :conversationId
            """)
        .param("tenantId", tenantId.value())
        .param("conversationId", conversationId)
        .query((row, _) -> row.getInt(1))
        .single();
  }

  @Override
  public Usage charge(TenantId tenantId, String conversationId, Usage used) {
    return jdbc.sql(
            """
            UPDATE conversations
            SET input_tokens = input_tokens + :inputTokens,
                output_tokens = output_tokens + :outputTokens,
                cost_micros = cost_micros + :costMicros,
                model_calls = model_calls + :modelCalls
            WHERE tenant_id = :tenantId AND conversation_id = :conversationId
            RETURNING input_tokens, output_tokens, cost_micros, model_calls
            """)
        .param("tenantId", tenantId.value())
        .param("conversationId", conversationId)
        .param("inputTokens", used.inputTokens())
        .param("outputTokens", used.outputTokens())
        .param("costMicros", used.costMicros())
        .param("modelCalls", used.modelCalls())
        .query((row, _) -> readUsage(row))
        .optional()
        .orElseThrow(() -> new IllegalStateException("there is no conversation " + conversationId));
  }

  @Override
  public void save(TenantId tenantId, Run run) {
    jdbc.sql(
            """
            INSERT INTO runs (tenant_id, conversation_id, run_id, status, correlation_id, node,
                              checkpoint, error, started_at, updated_at)
            VALUES (:tenantId, :conversationId, :runId, :status, :correlationId, :node,
                    :checkpoint, :error, :startedAt, :updatedAt)
            ON CONFLICT (tenant_id, conversation_id, run_id)
            DO UPDATE SET status = EXCLUDED.status, correlation_id = EXCLUDED.correlation_id,
                          node = EXCLUDED.node, checkpoint = EXCLUDED.checkpoint,
                          error = EXCLUDED.error, started_at = EXCLUDED.started_at,
                          updated_at = EXCLUDED.updated_at
            """)
        .param("tenantId", tenantId.value())
        .param("conversationId", run.conversationId())
        .param("runId", run.runId())
        .param("status", run.status().wireName())
        .param("correlationId", run.correlationId())
        .param("node", run.node())
        .param("checkpoint", run.checkpoint())
        .param("error", run.error().orElse(null), Types.VARCHAR)
        .param("startedAt", Columns.timestamp(run.startedAt()))
        .param("updatedAt", Columns.timestamp(run.updatedAt()))
        .update();
  }

  @Override
  public List<Run> runs(TenantId tenantId, String conversationId, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM runs
            WHERE tenant_id = :tenantId AND conversation_id = :conversationId
            ORDER BY started_at DESC, run_id DESC LIMIT :limit
            """)
        .param("tenantId", tenantId.value())
        .param("conversationId", conversationId)
        .param("limit", Shape.limit(limit))
        .query((row, _) -> readRun(row))
        .list();
  }

  @Override
  public List<Left> unfinishedOn(String node) {
    return jdbc.sql("SELECT * FROM runs WHERE node = :node AND status = 'running'")
        .param("node", node)
        .query((row, _) -> new Left(Columns.tenantId(row), readRun(row)))
        .list();
  }

  private static Conversation readConversation(ResultSet row, int index) throws SQLException {
    return new Conversation(
        Columns.tenantId(row),
        row.getString("conversation_id"),
        row.getString("agent_id"),
        row.getInt("agent_version"),
        row.getString("subject"),
        row.getString("summary"),
        row.getInt("summarised_through"),
        PairsBody.read(row.getString("context")),
        readUsage(row),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "updated_at"));
  }

  private static Usage readUsage(ResultSet row) throws SQLException {
    return new Usage(
        row.getLong("input_tokens"),
        row.getLong("output_tokens"),
        row.getLong("cost_micros"),
        row.getInt("model_calls"));
  }

  private static Message readMessage(ResultSet row, int index) throws SQLException {
    return new Message(
        row.getString("message_id"),
        row.getInt("sequence"),
        Message.Role.fromWire(row.getString("role")),
        row.getString("content"),
        row.getString("tool_name"),
        row.getString("tool_call_id"),
        row.getString("metadata"),
        Columns.instant(row, "sent_at"));
  }

  private static Run readRun(ResultSet row) throws SQLException {
    return new Run(
        row.getString("run_id"),
        row.getString("conversation_id"),
        Run.Status.fromWire(row.getString("status")),
        row.getString("correlation_id"),
        row.getString("node"),
        row.getString("checkpoint"),
        Columns.optionalText(row, "error"),
        Columns.instant(row, "started_at"),
        Columns.instant(row, "updated_at"));
  }
}
