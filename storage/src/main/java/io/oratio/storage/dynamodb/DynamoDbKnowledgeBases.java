package io.oratio.storage.dynamodb;

import io.oratio.domain.knowledge.KnowledgeBase;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.knowledge.KnowledgeDocument;
import io.oratio.domain.knowledge.KnowledgeStatus;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Knowledge bases in the table `knowledge-bases`, their documents in `knowledge-documents`.
final class DynamoDbKnowledgeBases implements KnowledgeBases {
  private final Table bases;
  private final Table documents;

  DynamoDbKnowledgeBases(Table bases, Table documents) {
    this.bases = bases;
    this.documents = documents;
  }

  @Override
  public void save(KnowledgeBase base) {
    bases.put(
        key(base.tenantId(), base.knowledgeBaseId())
            .put("userId", base.userId())
            .put("agentId", base.agentId())
            .put("agentVersion", base.agentVersion())
            .put("s3Path", base.s3Path())
            .put("bedrockKnowledgeBaseId", base.bedrockKnowledgeBaseId())
            .put("status", base.status().wireName())
            .put("folderFileDescriptions", base.folderFileDescriptions())
            .put("createdAt", base.createdAt())
            .put("updatedAt", base.updatedAt()));
  }

  @Override
  public Optional<KnowledgeBase> find(TenantId tenantId, String knowledgeBaseId) {
    return bases.find(key(tenantId, knowledgeBaseId)).map(DynamoDbKnowledgeBases::readBase);
  }

  @Override
  public List<KnowledgeBase> list(TenantId tenantId) {
    return bases.of(tenantId).map(DynamoDbKnowledgeBases::readBase).toList();
  }

  @Override
  public void put(KnowledgeDocument document) {
    documents.put(
        documentKey(document.tenantId(), document.knowledgeBaseId(), document.path())
            .put("tenantId", document.tenantId().value())
            .put("knowledgeBaseId", document.knowledgeBaseId())
            .put("path", document.path())
            .put("source", document.source().wireName())
            .put("description", document.description())
            .put("sha256", document.sha256())
            .put("sizeBytes", document.sizeBytes())
            .put("mediaType", document.mediaType())
            .put("state", document.state().wireName())
            .put("error", document.error())
            .put("passages", document.passages())
            .put("updatedAt", document.updatedAt()));
  }

  @Override
  public List<KnowledgeDocument> documents(TenantId tenantId, String knowledgeBaseId) {
    return documents
        .query(
            QueryRequest.builder()
                .keyConditionExpression("tenantIdKnowledgeBaseId = :base")
                .expressionAttributeValues(
                    Map.of(
                        ":base",
                        documentsKey(tenantId, knowledgeBaseId)
                            .attributes()
                            .get("tenantIdKnowledgeBaseId")))
                .consistentRead(true)
                .build())
        .map(DynamoDbKnowledgeBases::readDocument)
        .sorted(Comparator.comparing(KnowledgeDocument::path, Shape::compareBytes))
        .toList();
  }

  @Override
  public void remove(TenantId tenantId, String knowledgeBaseId, String path) {
    documents.delete(documentKey(tenantId, knowledgeBaseId, path));
  }

  /// The documents go first, so that a removal that is broken off can be called again.
  @Override
  public List<KnowledgeBase> removeOf(TenantId tenantId, String agentId) {
    List<KnowledgeBase> gone =
        list(tenantId).stream().filter(it -> it.agentId().equals(agentId)).toList();
    for (KnowledgeBase base : gone) {
      documents(tenantId, base.knowledgeBaseId())
          .forEach(it -> remove(tenantId, base.knowledgeBaseId(), it.path()));
      bases.delete(key(tenantId, base.knowledgeBaseId()));
    }
    return gone;
  }

  private static Item key(TenantId tenantId, String knowledgeBaseId) {
    return Item.of(tenantId).put("knowledgeBaseId", knowledgeBaseId);
  }

  /// A tenant's id holds no `#`, so two knowledge bases never share a key.
  private static Item documentsKey(TenantId tenantId, String knowledgeBaseId) {
    return Item.empty().put("tenantIdKnowledgeBaseId", tenantId.value() + "#" + knowledgeBaseId);
  }

  private static Item documentKey(TenantId tenantId, String knowledgeBaseId, String path) {
    return documentsKey(tenantId, knowledgeBaseId).put("pathSha256", sha256(path));
  }

  private static String sha256(String path) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(path.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static KnowledgeBase readBase(Item item) {
    return new KnowledgeBase(
        item.tenantId(),
        item.text("knowledgeBaseId"),
        item.text("userId"),
        item.text("agentId"),
        item.integer("agentVersion"),
        item.text("s3Path"),
        item.optionalText("bedrockKnowledgeBaseId"),
        KnowledgeStatus.fromWire(item.text("status")),
        item.text("folderFileDescriptions"),
        item.instant("createdAt"),
        item.instant("updatedAt"));
  }

  private static KnowledgeDocument readDocument(Item item) {
    return new KnowledgeDocument(
        item.tenantId(),
        item.text("knowledgeBaseId"),
        item.text("path"),
        KnowledgeDocument.Source.fromWire(item.text("source")),
        item.text("description"),
        item.text("sha256"),
        item.longInteger("sizeBytes"),
        item.text("mediaType"),
        KnowledgeDocument.State.fromWire(item.text("state")),
        item.optionalText("error"),
        item.integer("passages"),
        item.instant("updatedAt"));
  }
}
