package io.oratio.runtime.knowledge.ingest;

import io.oratio.domain.knowledge.KnowledgeBase;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.knowledge.KnowledgeDocument;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gives the ingestion what an agent's definition says its version knows. Blocks; safe from any
/// thread.
public final class VersionIngestion implements io.oratio.runtime.agent.Ingestion {
  private final Ingestion ingestion;
  private final KnowledgeBases bases;

  public VersionIngestion(Ingestion ingestion, KnowledgeBases bases) {
    this.ingestion = ingestion;
    this.bases = bases;
  }

  @Override
  public List<KnowledgeDocument> ingest(
      TenantId tenantId,
      String userId,
      String agentId,
      int version,
      AgentDefinition definition,
      Map<String, StoredFile> files) {
    try {
      ingestion.run(order(tenantId, userId, agentId, version, definition, files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bases.documents(tenantId, KnowledgeBase.idOf(agentId, version));
  }

  @Override
  public void refetch(TenantId tenantId, String agentId, int version) {
    try {
      ingestion.refetch(tenantId, agentId, version);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void forget(
      TenantId tenantId, String userId, String agentId, Set<Integer> versions, boolean withPages) {
    try {
      for (int version : versions) {
        ingestion.forget(tenantId, userId, agentId, version, withPages);
      }
      for (KnowledgeBase base : bases.removeOf(tenantId, agentId)) {
        ingestion.forget(tenantId, userId, agentId, base.agentVersion(), withPages);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Order order(
      TenantId tenantId,
      String userId,
      String agentId,
      int version,
      AgentDefinition definition,
      Map<String, StoredFile> files) {
    return new Order(
        tenantId,
        userId,
        agentId,
        version,
        definition.language(),
        files.entrySet().stream()
            .map(
                it ->
                    new Order.StoredFile(
                        it.getKey(), it.getValue().sha256(), it.getValue().sizeBytes()))
            .sorted(java.util.Comparator.comparing(Order.StoredFile::path))
            .toList(),
        definition.folderFileDescriptions(),
        definition.addresses().stream()
            .map(it -> new Order.Address(it.url(), it.description()))
            .toList(),
        definition.questionsAndAnswers().stream()
            .map(it -> new Order.Question(it.questions(), it.answer()))
            .toList());
  }
}
