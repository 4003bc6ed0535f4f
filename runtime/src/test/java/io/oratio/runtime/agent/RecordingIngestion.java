package io.oratio.runtime.agent;

import io.oratio.domain.knowledge.KnowledgeBase;
import io.oratio.domain.knowledge.KnowledgeDocument;
import io.oratio.domain.tenant.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Remembers what it was asked to make ready, for tests.
final class RecordingIngestion implements Ingestion {
  private final List<String> asked = new ArrayList<>();
  private boolean isBroken;

  @Override
  public List<KnowledgeDocument> ingest(
      TenantId tenantId,
      String userId,
      String agentId,
      int version,
      AgentDefinition definition,
      Map<String, StoredFile> files) {
    asked.add(agentId + "." + version + " " + files.keySet());
    if (isBroken) {
      throw new UncheckedIOException(new IOException("the disk is full"));
    }
    return files.entrySet().stream()
        .map(
            it ->
                new KnowledgeDocument(
                    tenantId,
                    KnowledgeBase.idOf(agentId, version),
                    it.getKey(),
                    KnowledgeDocument.Source.FILE,
                    "",
                    it.getValue().sha256(),
                    it.getValue().sizeBytes(),
                    "text/plain",
                    KnowledgeDocument.State.READY,
                    Optional.empty(),
                    1,
                    Instant.EPOCH))
        .toList();
  }

  @Override
  public void refetch(TenantId tenantId, String agentId, int version) {
    asked.add(agentId + "." + version + " again");
  }

  @Override
  public void forget(
      TenantId tenantId, String userId, String agentId, Set<Integer> versions, boolean withPages) {
    asked.add(agentId + " forgotten " + versions);
  }

  List<String> asked() {
    return asked;
  }

  void isBroken(boolean broken) {
    isBroken = broken;
  }
}
