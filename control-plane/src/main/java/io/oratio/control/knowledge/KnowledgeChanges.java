package io.oratio.control.knowledge;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.control.web.contract.Fault;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.knowledge.KnowledgeDocument;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.AgentDrafts;
import io.oratio.runtime.agent.AgentReading;
import io.oratio.runtime.agent.Definitions;
import io.oratio.runtime.agent.DraftLearning;
import io.oratio.runtime.agent.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// Reads and changes what the latest version of an agent knows: a change is made of it, checked
/// whole, written as the next draft, and learnt in the background. Two who change at once both get
/// their change, one after the other.
final class KnowledgeChanges {
  private static final int TRIES = 5;
  private static final int MOST_FAULTS = 100;

  private final Agents agents;
  private final AgentDrafts drafts;
  private final DraftLearning learning;
  private final Known known;
  private final InstantSource clock;

  KnowledgeChanges(
      Agents agents, AgentDrafts drafts, DraftLearning learning, Known known, InstantSource clock) {
    this.agents = agents;
    this.drafts = drafts;
    this.learning = learning;
    this.known = known;
    this.clock = clock;
  }

  /// What a change is made on: for one thread, and thrown away if somebody else was faster.
  ///
  /// @param definition the `agent.json`, to be changed in place
  /// @param files path within the agent's folder → where the bytes lie; to be changed in place
  /// @param documents as they stand
  record Draft(
      Agent agent,
      ObjectNode definition,
      SortedMap<String, StoredFile> files,
      List<KnowledgeDocument> documents) {
    /// The folder's paths below `knowledge/`.
    List<String> paths() {
      return List.copyOf(AgentDrafts.knowledge(files).keySet());
    }

    DescriptionTree descriptions() {
      ObjectNode root =
          definition.path("folderFileDescriptions").isObject()
              ? (ObjectNode) definition.path("folderFileDescriptions")
              : definition.putObject("folderFileDescriptions");
      return new DescriptionTree(root, paths());
    }
  }

  /// Changes a draft, or refuses.
  @FunctionalInterface
  interface Change {
    void make(Draft draft) throws IOException;
  }

  Agent agent(Request request) {
    return agents
        .find(request.tenantId(), request.path("agentId"))
        .orElseThrow(() -> Refusal.of(ErrorCode.AGENT_NOT_FOUND, "There is no such agent."));
  }

  /// The version that documents are listed of.
  OptionalInt latest(Agent agent) {
    return agents.latestVersion(agent.tenantId(), agent.agentId());
  }

  /// What the latest version knows; while the agent is being made, what of it is recorded.
  List<KnowledgeDocument> documents(Request request) {
    Agent agent = agent(request);
    OptionalInt latest = latest(agent);
    if (latest.isEmpty()) {
      return known.recorded(agent, 1);
    }
    learning.begin(agent.tenantId(), agent.agentId(), latest.getAsInt());
    try {
      return documents(agent, version(agent, latest.getAsInt()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes a change.
  ///
  /// @return what the new draft knows
  List<KnowledgeDocument> change(Request request, Change change) {
    try {
      for (int i = 0; i < TRIES; i++) {
        Optional<List<KnowledgeDocument>> done =
            drafts.alone(request.tenantId(), request.path("agentId"), () -> tried(request, change));
        if (done.isPresent()) {
          return done.get();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw Refusal.of(
        ErrorCode.AGENT_STATE_CONFLICT, "Others change this agent all the time; try again.");
  }

  private Optional<List<KnowledgeDocument>> tried(Request request, Change change)
      throws IOException {
    Agent seen = agent(request);
    OptionalInt latest = latest(seen);
    if (latest.isEmpty() || seen.status() == AgentStatus.CREATING) {
      throw Refusal.of(
          ErrorCode.AGENT_NOT_READY,
          "The agent is not made yet; wait for its creation, or retry it if it failed.");
    }
    AgentVersion base = version(seen, latest.getAsInt());
    AgentDrafts.Parts before = drafts.of(seen, base);
    Draft draft =
        new Draft(
            seen, (ObjectNode) before.tree(), new TreeMap<>(before.files()), documents(seen, base));
    change.make(draft);
    if (draft.definition().path("folderFileDescriptions").isEmpty()) {
      draft.definition().remove("folderFileDescriptions");
    }
    AgentDrafts.Parts after = before.saying(draft.definition()).holding(draft.files());
    AgentDefinition definition = checked(after);
    Agent touched =
        seen.named(seen.agentName(), seen.agentType(), seen.nextChange(clock.instant()));
    if (!agents.save(touched, seen.updatedAt())) {
      return Optional.empty();
    }
    Optional<AgentVersion> written = drafts.write(touched, definition, after);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    learning.begin(seen.tenantId(), seen.agentId(), written.get().version());
    return Optional.of(documents(touched, written.get()));
  }

  private AgentDefinition checked(AgentDrafts.Parts parts) {
    return switch (drafts.read(parts)) {
      case AgentReading.Good good -> good.definition();
      case AgentReading.Faulty faulty ->
          throw Refusal.of(
                  ErrorCode.VALIDATION_FAILED,
                  "With this it could not be an agent; see the details.")
              .at(
                  faulty.faults().stream()
                      .limit(MOST_FAULTS)
                      .map(it -> new Fault(it.pointer(), it.sentence()))
                      .toList());
    };
  }

  private List<KnowledgeDocument> documents(Agent agent, AgentVersion version) throws IOException {
    return known.of(
        agent,
        version.version(),
        version.createdAt(),
        Definitions.of(version),
        drafts.of(agent, version).files());
  }

  private AgentVersion version(Agent agent, int version) {
    return agents
        .version(agent.tenantId(), agent.agentId(), version)
        .orElseThrow(
            () -> Refusal.of(ErrorCode.VERSION_NOT_FOUND, "The agent has no such version."));
  }
}
