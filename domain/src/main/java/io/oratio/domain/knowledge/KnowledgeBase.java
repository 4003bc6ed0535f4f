package io.oratio.domain.knowledge;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What one version of an agent knows. Its documents are kept apart ([KnowledgeBases#documents]).
///
/// @param knowledgeBaseId one for each version of an agent, see [#idOf]
/// @param s3Path where its documents lie, `oratio-knowledge-bases/{userId}/{agentId}`
/// @param bedrockKnowledgeBaseId the one at Amazon Bedrock; empty when it is indexed here
/// @param folderFileDescriptions nested JSON object: folder, file → description
/// @param createdAt to the microsecond
/// @param updatedAt to the microsecond
public record KnowledgeBase(
    TenantId tenantId,
    String knowledgeBaseId,
    String userId,
    String agentId,
    int agentVersion,
    String s3Path,
    Optional<String> bedrockKnowledgeBaseId,
    KnowledgeStatus status,
    String folderFileDescriptions,
    Instant createdAt,
    Instant updatedAt) {
  public KnowledgeBase {
    if (Shape.text("knowledgeBaseId", knowledgeBaseId, 128).isBlank()) {
      throw new IllegalArgumentException("a knowledge base has an id");
    }
    Shape.text("userId", userId, 256);
    Shape.id("agentId", agentId);
    Shape.text("s3Path", s3Path, 1024);
    Shape.text("folderFileDescriptions", folderFileDescriptions, 131_072);
    if (agentVersion < 1) {
      throw new IllegalArgumentException("versions count from 1");
    }
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /// The id of the knowledge base of a version of an agent, `{agentId}.{version}`.
  public static String idOf(String agentId, int version) {
    return agentId + "." + version;
  }

  /// The same knowledge base, now in another state.
  public KnowledgeBase as(KnowledgeStatus now, Instant at) {
    return new KnowledgeBase(
        tenantId,
        knowledgeBaseId,
        userId,
        agentId,
        agentVersion,
        s3Path,
        bedrockKnowledgeBaseId,
        now,
        folderFileDescriptions,
        createdAt,
        at);
  }
}
