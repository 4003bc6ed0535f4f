package io.oratio.standalone;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.Agents;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the offline engine ready for the agents that can be called: the first one before the doors
/// open, the others after, and each that is published while the process runs. Other engines need
/// nothing.
final class Readying implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Readying.class);
  private static final long LOOK_EVERY_SECONDS = 3;

  private final Agents agents;
  private final OfflineBrain brain;
  private final EngineChoice engine;
  private final Set<String> ready = new HashSet<>();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("readying").factory());

  Readying(Agents agents, OfflineBrain brain, EngineChoice engine) {
    this.agents = agents;
    this.brain = brain;
    this.engine = engine;
  }

  /// Makes one agent ready now. Blocks.
  void first(String agentId) {
    if (engine.isOffline()) {
      agents.published(DemoTenant.ID, agentId).ifPresent(this::prepare);
    }
  }

  /// Looks after all others from now on.
  void goOn() {
    if (engine.isOffline()) {
      looking.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void look() {
    try {
      for (Agent agent : agents.list(DemoTenant.ID)) {
        Optional<AgentVersion> version =
            agent.publishedVersion().isPresent() && !isReady(agent)
                ? agents.published(DemoTenant.ID, agent.agentId())
                : Optional.empty();
        version.ifPresent(this::prepareAndRehearse);
      }
    } catch (RuntimeException e) { // the root of this task: a store that is away is asked again
      if (!looking.isShutdown()) {
        log.warn("the agents could not be looked at: {}", e.toString());
      }
    }
  }

  private void prepareAndRehearse(AgentVersion version) {
    prepare(version);
    rehearse(version);
    synchronized (this) {
      ready.add(key(version.agentId(), version.version()));
    }
  }

  private synchronized boolean isReady(Agent agent) {
    return ready.contains(key(agent.agentId(), agent.publishedVersion().orElse(0)));
  }

  private void prepare(AgentVersion version) {
    String id = "ready-" + key(version.agentId(), version.version());
    brain.learn(version, id, () -> engine.prepare(DemoTenant.setup(version, id)));
  }

  private void rehearse(AgentVersion version) {
    String id = "rehearsed-" + key(version.agentId(), version.version());
    brain.learn(version, id, () -> engine.rehearse(DemoTenant.setup(version, id)));
  }

  private static String key(String agentId, int version) {
    return agentId + "-" + version;
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
