package io.oratio.runtime.agent;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.knowledge.KnowledgeDocument;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.tenant.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import tools.jackson.databind.json.JsonMapper;

/// Lets callers reach what an agent's folder says: a new version, its files stored, its knowledge
/// ready, then published. A folder that says what is published already changes nothing. Cut off at
/// any moment, the published version stays as it was, and the next run goes on. Calls block; safe
/// from any thread.
public final class AgentApply {
  private final Agents agents;
  private final DialledNumbers numbers;
  private final AgentFiles files;
  private final Ingestion ingestion;
  private final Clock clock;

  public AgentApply(
      Agents agents, Numbers numbers, AgentFiles files, Ingestion ingestion, Clock clock) {
    this.agents = agents;
    this.numbers = new DialledNumbers(numbers);
    this.files = files;
    this.ingestion = ingestion;
    this.clock = clock;
  }

  /// Reads and applies a folder.
  ///
  /// @param userId who owns the agent if it is new
  /// @throws IOException if a store or a disk fails; what callers reach has not changed then
  public Applied apply(TenantId tenantId, String userId, Path folder) throws IOException {
    return switch (AgentFolder.read(folder)) {
      case AgentFolder.Reading.Faulty faulty -> new Applied.Refused(faulty.faults());
      case AgentFolder.Reading.Good good -> apply(tenantId, userId, good.folder());
    };
  }

  /// Applies a folder that was read.
  public Applied apply(TenantId tenantId, String userId, AgentFolder folder) throws IOException {
    Faults faults = new Faults();
    numbers.check(tenantId, folder.definition(), faults);
    if (!faults.isEmpty()) {
      return new Applied.Refused(faults.all());
    }
    try {
      return write(tenantId, userId, folder);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Applied write(TenantId tenantId, String userId, AgentFolder folder) throws IOException {
    AgentDefinition definition = folder.definition();
    Optional<Agent> before = agents.find(tenantId, definition.agentId());
    String owner = before.map(Agent::userId).orElse(userId);
    Optional<AgentVersion> published = agents.published(tenantId, definition.agentId());
    if (published.isPresent() && says(published.get(), owner, folder)) {
      boolean isChanged = numbers.set(tenantId, definition);
      return done(definition, published.get().version(), false, isChanged, List.of());
    }
    int version = version(tenantId, owner, folder, published);
    SortedMap<String, StoredFile> stored = files.store(tenantId, owner, version, folder);
    if (agents.version(tenantId, definition.agentId(), version).isEmpty()) {
      try {
        agents.add(
            Definitions.version(
                tenantId, version, definition, folder.agentJson(), clock.instant()));
      } catch (IllegalStateException _) {
        return new Applied.Refused(
            List.of(
                new Fault(".", "", "somebody else applied this agent just now; apply it again")));
      }
    }
    List<KnowledgeDocument> documents =
        ingestion.ingest(
            tenantId,
            owner,
            definition.agentId(),
            version,
            definition,
            AgentDrafts.knowledge(stored));
    publish(tenantId, owner, definition, version, before);
    numbers.set(tenantId, definition);
    return done(definition, version, before.isEmpty(), true, documents);
  }

  /// The next number, or that of a version which was added and never published because a run was
  /// cut off.
  private int version(
      TenantId tenantId, String owner, AgentFolder folder, Optional<AgentVersion> published)
      throws IOException {
    String agentId = folder.definition().agentId();
    OptionalInt latest = agents.latestVersion(tenantId, agentId);
    if (latest.isEmpty()) {
      return 1;
    }
    boolean isOpen = published.stream().noneMatch(it -> it.version() >= latest.getAsInt());
    if (isOpen) {
      Optional<AgentVersion> left = agents.version(tenantId, agentId, latest.getAsInt());
      if (left.isPresent() && says(left.get(), owner, folder)) {
        return latest.getAsInt();
      }
    }
    return latest.getAsInt() + 1;
  }

  /// Whether a version says what the folder says: the same JSON value, however it is written, and
  /// the same bytes of everything else.
  private boolean says(AgentVersion version, String owner, AgentFolder folder) throws IOException {
    return !version.definition().isBlank()
        && version.prompt().equals(folder.promptMd())
        && isSameJson(version.definition(), folder.agentJson())
        && files
            .hashes(version.tenantId(), owner, version.agentId(), version.version())
            .equals(Optional.of(folder.hashes()));
  }

  private static boolean isSameJson(String one, String other) {
    return one.equals(other)
        || JsonMapper.shared().readTree(one).equals(JsonMapper.shared().readTree(other));
  }

  private void publish(
      TenantId tenantId,
      String owner,
      AgentDefinition definition,
      int version,
      Optional<Agent> before) {
    Instant now = clock.instant();
    boolean isPaused = before.filter(it -> it.status() == AgentStatus.PAUSED).isPresent();
    agents.save(
        new Agent(
            tenantId,
            definition.agentId(),
            owner,
            definition.agentName(),
            AgentType.fromWire(definition.agentType()),
            isPaused ? AgentStatus.PAUSED : AgentStatus.ACTIVE,
            OptionalInt.of(version),
            before.map(Agent::createdAt).orElse(now),
            now));
  }

  private static Applied.Done done(
      AgentDefinition definition,
      int version,
      boolean isNew,
      boolean isChanged,
      List<KnowledgeDocument> documents) {
    return new Applied.Done(
        definition.agentId(),
        definition.agentName(),
        version,
        isNew,
        isChanged,
        definition.dialledNumbers(),
        new ArrayList<>(documents));
  }
}
