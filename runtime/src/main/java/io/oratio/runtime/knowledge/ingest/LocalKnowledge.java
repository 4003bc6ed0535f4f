package io.oratio.runtime.knowledge.ingest;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.knowledge.Found;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.knowledge.index.IndexKey;
import io.oratio.runtime.knowledge.index.Indexes;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knowledge from the indexes on this machine. A version whose index is missing, or was made with
/// another embedder, knows nothing while it is made anew in the background.
public final class LocalKnowledge implements Knowledge {
  private static final Logger log = LoggerFactory.getLogger(LocalKnowledge.class);
  private final Indexes indexes;
  private final Ingestion ingestion;
  private final Executor background;
  private final Set<IndexKey> rebuilding = ConcurrentHashMap.newKeySet();

  /// @param background where a missing index is made anew; its threads may block for long
  public LocalKnowledge(Indexes indexes, Ingestion ingestion, Executor background) {
    this.indexes = indexes;
    this.ingestion = ingestion;
    this.background = background;
  }

  @Override
  public Found search(
      TenantId tenantId, String agentId, int agentVersion, String question, int limit) {
    IndexKey key = new IndexKey(tenantId, agentId, agentVersion);
    try {
      Found found = indexes.search(key, question, limit);
      if (found.passages().isEmpty() && !indexes.isReady(key)) {
        makeAnew(key);
      }
      return found;
    } catch (IOException e) {
      log.warn("the index of {} cannot be read", agentId, e);
      return Found.NOTHING;
    }
  }

  private void makeAnew(IndexKey key) {
    if (!rebuilding.add(key)) {
      return;
    }
    try {
      background.execute(() -> resume(key));
    } catch (RejectedExecutionException _) {
      // The program ends; the next start makes it.
      rebuilding.remove(key);
    }
  }

  private void resume(IndexKey key) {
    try {
      if (ingestion.restore(key.tenantId(), key.agentId(), key.version()).isPresent()
          || ingestion.resume(key.tenantId(), key.agentId(), key.version()).isPresent()) {
        rebuilding.remove(key);
      }
      // A version of which nothing is known is not looked for again until the next start.
    } catch (IOException e) {
      log.warn("the index of {} cannot be made anew", key.agentId(), e);
      rebuilding.remove(key);
    }
  }
}
