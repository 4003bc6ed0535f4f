package io.oratio.standalone;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.live.Subscription;
import io.oratio.domain.tenant.Tenant;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.Tenants;
import io.oratio.runtime.dialogue.DialogueModels;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes this process ready for the published agents of every tenant: at once when the bus tells
/// that one has changed, and in rounds, for whoever publishes beside the bus. One thread.
final class PublishedAgents implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PublishedAgents.class);

  /// Tenants that one round looks at; the next round goes on behind them.
  private static final int TENANTS_A_ROUND = 50;

  private final Tenants tenants;
  private final Agents agents;
  private final LiveEvents events;
  private final Optional<Learning> learned;
  private final Optional<Preparing> readying;

  /// Tenant and agent to the version that was made ready. One thread.
  private final Map<String, Integer> ready = new HashMap<>();

  private final Set<TenantId> changed = new LinkedHashSet<>();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("published-agents").factory());
  private Optional<Subscription> listening = Optional.empty();
  private int next;

  /// Holds what is known here to what was learned elsewhere; blocks.
  interface Learning {
    /// @return whether something else is known of that version now
    boolean renew(TenantId tenantId, String agentId, int version);
  }

  /// Makes calls with a version quick; blocks.
  interface Preparing {
    /// What the first caller needs.
    void prepare(AgentVersion version);

    /// What makes the answers quick.
    void rehearse(AgentVersion version);
  }

  /// @param learned for records that other processes write too
  /// @param readying where calls are taken
  PublishedAgents(
      Tenants tenants,
      Agents agents,
      LiveEvents events,
      Optional<Learning> learned,
      Optional<Preparing> readying) {
    this.tenants = tenants;
    this.agents = agents;
    this.events = events;
    this.learned = learned;
    this.readying = readying;
  }

  /// Makes ready for one agent now, as far as its first caller needs it. Blocks.
  void first(TenantId tenantId, String agentId) {
    agents
        .published(tenantId, agentId)
        .ifPresent(
            version -> {
              learned.ifPresent(it -> it.renew(tenantId, agentId, version.version()));
              readying.ifPresent(it -> it.prepare(version));
            });
  }

  /// Looks after all from now on.
  void goOn(Duration every) {
    listening =
        Optional.of(
            events.subscribeAll(
                event -> {
                  if (event.type() == LiveEventType.AGENT_CHANGED) {
                    nudge(event.tenantId());
                  }
                }));
    looking.scheduleWithFixedDelay(this::round, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void nudge(TenantId tenantId) {
    boolean isNew;
    synchronized (changed) {
      isNew = changed.add(tenantId);
    }
    if (isNew) {
      try {
        looking.execute(
            () -> {
              synchronized (changed) {
                changed.remove(tenantId);
              }
              look(tenantId);
            });
      } catch (RejectedExecutionException _) {
        // The process ends.
      }
    }
  }

  private void round() {
    try {
      List<Tenant> all = tenants.all();
      int count = Math.min(TENANTS_A_ROUND, all.size());
      for (int i = 0; i < count; i++) {
        look(all.get((next + i) % all.size()).tenantId());
      }
      next = all.isEmpty() ? 0 : (next + count) % all.size();
    } catch (RuntimeException e) { // the root of this task: a store that is away is asked again
      warn(e);
    }
  }

  private void look(TenantId tenantId) {
    try {
      agents.list(tenantId).stream()
          .filter(it -> it.status() == AgentStatus.ACTIVE && it.publishedVersion().isPresent())
          .forEach(this::look);
    } catch (RuntimeException e) { // the root of this task, as above
      warn(e);
    }
  }

  private void look(Agent agent) {
    TenantId tenantId = agent.tenantId();
    String agentId = agent.agentId();
    int version = agent.publishedVersion().orElseThrow();
    boolean isRenewed = learned.isPresent() && learned.get().renew(tenantId, agentId, version);
    if (readying.isEmpty() || agent.agentType() == AgentType.TEXT) {
      return;
    }
    Integer before = ready.get(tenantId + "/" + agentId);
    // More would only push each other out of what is kept of them: whoever calls one waits then.
    boolean hasRoom = before != null || ready.size() < DialogueModels.KEPT_MAX;
    if (hasRoom && (isRenewed || before == null || before != version)) {
      agents.published(tenantId, agentId).ifPresent(it -> makeReady(it, readying.get()));
    }
  }

  private void makeReady(AgentVersion version, Preparing by) {
    by.prepare(version);
    by.rehearse(version);
    ready.put(version.tenantId() + "/" + version.agentId(), version.version());
  }

  private void warn(RuntimeException e) {
    if (!looking.isShutdown()) {
      log.warn("the agents could not be looked at: {}", e.toString());
    }
  }

  @Override
  public void close() {
    listening.ifPresent(Subscription::close);
    looking.shutdownNow();
  }
}
