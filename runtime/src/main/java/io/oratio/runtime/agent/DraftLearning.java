package io.oratio.runtime.agent;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.knowledge.KnowledgeBase;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.knowledge.KnowledgeStatus;
import io.oratio.domain.tenant.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes what new versions know ready, in the background, one after another on a few threads. What
/// is lost with the process, or finds no room, is begun again by whoever asks for it next: nothing
/// is published before it knows. Safe from any thread.
public final class DraftLearning implements AutoCloseable {
  /// How many versions may wait at once; one more is left for later.
  public static final int WAITING_MAX = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(DraftLearning.class);

  private final AgentDrafts drafts;
  private final Agents agents;
  private final KnowledgeBases bases;
  private final Ingestion ingestion;
  private final ExecutorService threads;
  private final Map<Key, CompletableFuture<Void>> waiting = new HashMap<>();

  private record Key(TenantId tenantId, String agentId, int version, boolean fetchAgain) {}

  /// @param threadsMax how many versions are made ready at the same time
  public DraftLearning(
      AgentDrafts drafts,
      Agents agents,
      KnowledgeBases bases,
      Ingestion ingestion,
      int threadsMax) {
    this.drafts = drafts;
    this.agents = agents;
    this.bases = bases;
    this.ingestion = ingestion;
    this.threads =
        Executors.newFixedThreadPool(
            threadsMax, Thread.ofPlatform().daemon().name("learning-", 0).factory());
  }

  /// How far a version has come; empty when nothing is known of it yet.
  public Optional<KnowledgeStatus> status(TenantId tenantId, String agentId, int version) {
    return bases.find(tenantId, KnowledgeBase.idOf(agentId, version)).map(KnowledgeBase::status);
  }

  /// Whether a version can be asked: ready, or tried with nothing in it that could be read.
  public boolean isDone(TenantId tenantId, String agentId, int version) {
    return status(tenantId, agentId, version)
        .filter(it -> it != KnowledgeStatus.NOTREADY)
        .isPresent();
  }

  /// Begins to make a version ready, unless it is or somebody has begun. Returns at once.
  public void begin(TenantId tenantId, String agentId, int version) {
    if (!isDone(tenantId, agentId, version)) {
      begin(new Key(tenantId, agentId, version, false));
    }
  }

  /// Begins to fetch a version's addresses again. Returns at once.
  public void refetch(TenantId tenantId, String agentId, int version) {
    begin(new Key(tenantId, agentId, version, true));
  }

  /// Waits until a version is ready.
  ///
  /// @return whether it is; otherwise it goes on in the background
  public boolean await(TenantId tenantId, String agentId, int version, Duration patience) {
    if (isDone(tenantId, agentId, version)) {
      return true;
    }
    try {
      begin(new Key(tenantId, agentId, version, false))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | CancellationException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
    return isDone(tenantId, agentId, version);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private CompletableFuture<Void> begin(Key key) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    synchronized (waiting) {
      CompletableFuture<Void> known = waiting.get(key);
      if (known != null) {
        return known;
      }
      if (waiting.size() >= WAITING_MAX || threads.isShutdown()) {
        LOG.warn("{} versions wait already; {} is left for later", waiting.size(), key.agentId());
        mine.cancel(false);
        return mine;
      }
      waiting.put(key, mine);
    }
    threads.execute(() -> work(key, mine));
    return mine;
  }

  private void work(Key key, CompletableFuture<Void> mine) {
    try {
      Optional<Agent> agent = agents.find(key.tenantId(), key.agentId());
      if (agent.isPresent()) {
        if (key.fetchAgain()) {
          ingestion.refetch(key.tenantId(), key.agentId(), key.version());
        } else {
          drafts.learn(agent.get(), key.version());
        }
      }
    } catch (IOException | RuntimeException e) {
      // The root of a piece of work: a store that is away keeps one version from being ready.
      LOG.error("{} version {} could not be made ready", key.agentId(), key.version(), e);
    } finally {
      synchronized (waiting) {
        waiting.remove(key);
      }
      mine.complete(null);
    }
  }
}
