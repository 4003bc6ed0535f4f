package io.oratio.standalone;

import io.oratio.domain.knowledge.KnowledgeBase;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.knowledge.KnowledgeStatus;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.dialogue.DialogueModels;
import io.oratio.runtime.knowledge.ingest.Ingestion;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds the indexes of this machine to what the records say: another process may have learned a
/// version, or have fetched its pages again. Safe from any thread; blocks.
final class LearnedVersions implements PublishedAgents.Learning {
  private static final Logger log = LoggerFactory.getLogger(LearnedVersions.class);

  private final KnowledgeBases bases;
  private final Ingestion ingestion;
  private final DialogueModels dialogues;
  private final Map<String, Instant> seen = new ConcurrentHashMap<>();

  LearnedVersions(KnowledgeBases bases, Ingestion ingestion, DialogueModels dialogues) {
    this.bases = bases;
    this.ingestion = ingestion;
    this.dialogues = dialogues;
  }

  /// Loads or makes the index of a version whose records have changed since it was last looked at.
  @Override
  public boolean renew(TenantId tenantId, String agentId, int version) {
    String id = KnowledgeBase.idOf(agentId, version);
    Optional<Instant> learnedAt =
        bases
            .find(tenantId, id)
            .filter(it -> it.status() == KnowledgeStatus.READY)
            .map(KnowledgeBase::updatedAt);
    String key = tenantId + "/" + id;
    if (learnedAt.isEmpty() || learnedAt.get().equals(seen.get(key))) {
      return false;
    }
    try {
      ingestion.restore(tenantId, agentId, version);
    } catch (IOException e) {
      log.warn("the index of {} cannot be made here: {}", agentId, e.toString());
      return false;
    }
    seen.put(key, learnedAt.get());
    dialogues.forget(tenantId, agentId, version);
    return true;
  }
}
