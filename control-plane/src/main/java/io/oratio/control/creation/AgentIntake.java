package io.oratio.control.creation;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.creation.Creation;
import io.oratio.domain.creation.Creations;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.AgentFiles;
import io.oratio.runtime.agent.StoredFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Takes an agent that was asked for into the stores and lets the work on it begin. The creation is
/// written first and is not due until all of it is stored, so of two who ask for the same id one is
/// refused, and a request that dies on the way leaves something that fails with a sentence. Blocks;
/// any thread.
final class AgentIntake {
  private final Agents agents;
  private final Creations creations;
  private final AgentFiles files;
  private final CreationObjects objects;
  private final StepRunner runner;
  private final CreationNews news;
  private final CreationSettings settings;
  private final InstantSource clock;

  AgentIntake(
      Agents agents,
      Creations creations,
      AgentFiles files,
      CreationObjects objects,
      StepRunner runner,
      CreationNews news,
      CreationSettings settings,
      InstantSource clock) {
    this.agents = agents;
    this.creations = creations;
    this.files = files;
    this.objects = objects;
    this.runner = runner;
    this.news = news;
    this.settings = settings;
    this.clock = clock;
  }

  /// @param userId the agent's owner
  /// @throws Refusal 409 if there is such an agent
  Agent take(TenantId tenantId, String userId, Asked asked) throws IOException {
    Instant now = clock.instant();
    refuseTaken(tenantId, asked.agentId());
    Creation begun = Creation.begun(tenantId, asked.agentId(), now);
    if (!creations.begin(due(begun, now.plus(settings.staging())))) {
      throw taken();
    }
    try {
      refuseTaken(tenantId, asked.agentId());
    } catch (Refusal e) {
      creations.remove(tenantId, asked.agentId());
      throw e;
    }
    Agent agent =
        new Agent(
            tenantId,
            asked.agentId(),
            userId,
            asked.agentName(),
            asked.agentType(),
            AgentStatus.CREATING,
            OptionalInt.empty(),
            now,
            now);
    agents.save(agent);
    try {
      objects.keep(agent, brief(agent, asked));
      beDue(begun);
    } catch (IOException | RuntimeException e) {
      creations.remove(tenantId, asked.agentId());
      agents.remove(tenantId, asked.agentId());
      throw e;
    }
    news.agent(agent);
    runner.nudge();
    return agent;
  }

  private Brief brief(Agent agent, Asked asked) throws IOException {
    SortedMap<String, StoredFile> stored = new TreeMap<>();
    for (Map.Entry<String, Path> each : asked.files().entrySet()) {
      stored.put(each.getKey(), files.keep(agent.userId(), agent.agentId(), each.getValue()));
    }
    // Its list is there before any version, so that whatever was stored can be found and removed.
    files.list(agent.tenantId(), agent.userId(), agent.agentId(), 1, stored);
    return new Brief(
        agent.tenantId(),
        agent.userId(),
        agent.agentId(),
        asked.definition(),
        asked.procedure(),
        asked.given(),
        stored);
  }

  private void beDue(Creation begun) {
    String owner = "intake-" + UUID.randomUUID();
    Instant now = clock.instant();
    creations.lease(begun.tenantId(), begun.agentId(), owner, now, now.plus(settings.lease()));
    creations.save(begun, owner);
    creations.release(begun.tenantId(), begun.agentId(), owner);
  }

  private void refuseTaken(TenantId tenantId, String agentId) {
    if (agents.find(tenantId, agentId).isPresent()) {
      throw taken();
    }
  }

  private static Refusal taken() {
    return Refusal.of(ErrorCode.AGENT_EXISTS, "There is an agent with this id; choose another.");
  }

  private static Creation due(Creation creation, Instant dueAt) {
    return new Creation(
        creation.tenantId(),
        creation.agentId(),
        creation.steps(),
        creation.startedAt(),
        creation.updatedAt(),
        dueAt);
  }
}
