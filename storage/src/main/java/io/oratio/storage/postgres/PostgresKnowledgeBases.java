package io.oratio.storage.postgres;

import io.oratio.domain.knowledge.KnowledgeBase;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.knowledge.KnowledgeDocument;
import io.oratio.domain.knowledge.KnowledgeStatus;
import io.oratio.domain.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Knowledge bases in the table `knowledge_bases`, their documents in `knowledge_documents`.
final class PostgresKnowledgeBases implements KnowledgeBases {
  private final JdbcClient jdbc;

  PostgresKnowledgeBases(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void save(KnowledgeBase base) {
    jdbc.sql(
            """
            INSERT INTO knowledge_bases (tenant_id, knowledge_base_id, user_id, agent_id,
                                         agent_version, s3_path, bedrock_knowledge_base_id,
                                         status, folder_file_descriptions, created_at, updated_at)
            VALUES (:tenantId, :knowledgeBaseId, :userId, :agentId,
                    :agentVersion, :s3Path, :bedrockKnowledgeBaseId,
                    :status, :folderFileDescriptions, :createdAt, :updatedAt)
            ON CONFLICT (tenant_id, knowledge_base_id)
            DO UPDATE SET user_id = EXCLUDED.user_id, agent_id = EXCLUDED.agent_id,
                          agent_version = EXCLUDED.agent_version, s3_path = EXCLUDED.s3_path,
                          bedrock_knowledge_base_id = EXCLUDED.bedrock_knowledge_base_id,
                          status = EXCLUDED.status,
                          folder_file_descriptions = EXCLUDED.folder_file_descriptions,
                          created_at = EXCLUDED.created_at, updated_at = EXCLUDED.updated_at
            """)
        .param("tenantId", base.tenantId().value())
        .param("knowledgeBaseId", base.knowledgeBaseId())
        .param("userId", base.userId())
        .param("agentId", base.agentId())
        .param("agentVersion", base.agentVersion())
        .param("s3Path", base.s3Path())
        .param("bedrockKnowledgeBaseId", base.bedrockKnowledgeBaseId().orElse(null), Types.VARCHAR)
        .param("status", base.status().wireName())
        .param("folderFileDescriptions", base.folderFileDescriptions())
        .param("createdAt", Columns.timestamp(base.createdAt()))
        .param("updatedAt", Columns.timestamp(base.updatedAt()))
        .update();
  }

  @Override
  public Optional<KnowledgeBase> find(TenantId tenantId, String knowledgeBaseId) {
    return jdbc.sql(
            """
            SELECT * FROM knowledge_bases
            WHERE tenant_id = :tenantId AND knowledge_base_id = :knowledgeBaseId
            """)
        .param("tenantId", tenantId.value())
        .param("knowledgeBaseId", knowledgeBaseId)
        .query(PostgresKnowledgeBases::readBase)
        .optional();
  }

  @Override
  public List<KnowledgeBase> list(TenantId tenantId) {
    return jdbc.sql(
            "SELECT * FROM knowledge_bases WHERE tenant_id = :tenantId ORDER BY knowledge_base_id")
        .param("tenantId", tenantId.value())
        .query(PostgresKnowledgeBases::readBase)
        .list();
  }

  @Override
  public void put(KnowledgeDocument document) {
    jdbc.sql(
            """
            INSERT INTO knowledge_documents (tenant_id, knowledge_base_id, path, source,
                                             description, sha256, size_bytes, media_type, state,
                                             error, passages, updated_at)
            VALUES (:tenantId, :knowledgeBaseId, :path, :source,
                    :description, :sha256, :sizeBytes, :mediaType, :state,
                    :error, :passages, :updatedAt)
            ON CONFLICT (tenant_id, knowledge_base_id, path)
            DO UPDATE SET source = EXCLUDED.source, description = EXCLUDED.description,
                          sha256 = EXCLUDED.sha256, size_bytes = EXCLUDED.size_bytes,
                          media_type = EXCLUDED.media_type, state = EXCLUDED.state,
                          error = EXCLUDED.error, passages = EXCLUDED.passages,
                          updated_at = EXCLUDED.updated_at
            """)
        .param("tenantId", document.tenantId().value())
        .param("knowledgeBaseId", document.knowledgeBaseId())
        .param("path", document.path())
        .param("source", document.source().wireName())
        .param("description", document.description())
        .param("sha256", document.sha256())
        .param("sizeBytes", document.sizeBytes())
        .param("mediaType", document.mediaType())
        .param("state", document.state().wireName())
        .param("error", document.error().orElse(null), Types.VARCHAR)
        .param("passages", document.passages())
        .param("updatedAt", Columns.timestamp(document.updatedAt()))
        .update();
  }

  @Override
  public List<KnowledgeDocument> documents(TenantId tenantId, String knowledgeBaseId) {
    return jdbc.sql(
            """
            SELECT * FROM knowledge_documents
            WHERE tenant_id = :tenantId AND knowledge_base_id = :knowledgeBaseId
            ORDER BY path
            """)
        .param("tenantId", tenantId.value())
        .param("knowledgeBaseId", knowledgeBaseId)
        .query(PostgresKnowledgeBases::readDocument)
        .list();
  }

  @Override
  public void remove(TenantId tenantId, String knowledgeBaseId, String path) {
    jdbc.sql(
            """
            DELETE FROM knowledge_documents
            WHERE tenant_id = :tenantId AND knowledge_base_id = :knowledgeBaseId AND path = :path
            """)
        .param("tenantId", tenantId.value())
        .param("knowledgeBaseId", knowledgeBaseId)
        .param("path", path)
        .update();
  }

  @Override
  public List<KnowledgeBase> removeOf(TenantId tenantId, String agentId) {
    return jdbc.sql(
            """
            WITH gone AS (
              DELETE FROM knowledge_bases
              WHERE tenant_id = :tenantId AND agent_id = :agentId RETURNING *),
            documents AS (
              DELETE FROM knowledge_documents
              WHERE tenant_id = :tenantId
                AND knowledge_base_id IN (SELECT knowledge_base_id FROM gone))
            SELECT * FROM gone
            """)
        .param("tenantId", tenantId.value())
        .param("agentId", agentId)
        .query(PostgresKnowledgeBases::readBase)
        .list();
  }

  private static KnowledgeBase readBase(ResultSet row, int index) throws SQLException {
    return new KnowledgeBase(
        Columns.tenantId(row),
        row.getString("knowledge_base_id"),
        row.getString("user_id"),
        row.getString("agent_id"),
        row.getInt("agent_version"),
        row.getString("s3_path"),
        Columns.optionalText(row, "bedrock_knowledge_base_id"),
        KnowledgeStatus.fromWire(row.getString("status")),
        row.getString("folder_file_descriptions"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "updated_at"));
  }

  private static KnowledgeDocument readDocument(ResultSet row, int index) throws SQLException {
    return new KnowledgeDocument(
        Columns.tenantId(row),
        row.getString("knowledge_base_id"),
        row.getString("path"),
        KnowledgeDocument.Source.fromWire(row.getString("source")),
        row.getString("description"),
        row.getString("sha256"),
        row.getLong("size_bytes"),
        row.getString("media_type"),
        KnowledgeDocument.State.fromWire(row.getString("state")),
        Columns.optionalText(row, "error"),
        row.getInt("passages"),
        Columns.instant(row, "updated_at"));
  }
}
