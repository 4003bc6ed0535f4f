package io.oratio.control.agent;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.control.web.contract.Fault;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.runtime.agent.AgentDrafts;
import io.oratio.runtime.agent.Definitions;
import io.oratio.runtime.agent.DraftLearning;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;

/// Lets callers reach a version, once it knows what it is to know. The agent keeps its name and
/// type: those change at once and are not a version's.
final class Publishing {
  private final Found found;
  private final AgentDrafts drafts;
  private final DraftLearning learning;
  private final AgentSheets sheets;
  private final Duration patience;
  private final InstantSource clock;

  Publishing(
      Found found,
      AgentDrafts drafts,
      DraftLearning learning,
      AgentSheets sheets,
      Duration patience,
      InstantSource clock) {
    this.found = found;
    this.drafts = drafts;
    this.learning = learning;
    this.sheets = sheets;
    this.patience = patience;
    this.clock = clock;
  }

  /// @return the agent as it stands now
  Agent publish(Request request, AgentVersion version) {
    OptionalInt before = found.agent(request).publishedVersion();
    Agent published = reached(request, version);
    sheets.save(published, sheets.of(published).publishing(before, version.version()));
    return published;
  }

  /// The same, and the version that was published is noted as taken back.
  Agent rollBack(Request request, AgentVersion version) {
    int from = found.agent(request).publishedVersion().orElse(version.version());
    Agent published = reached(request, version);
    sheets.save(published, sheets.of(published).rollingBack(from, version.version()));
    return published;
  }

  private Agent reached(Request request, AgentVersion version) {
    List<io.oratio.runtime.agent.Fault> taken =
        drafts.takenNumbers(version.tenantId(), Definitions.of(version));
    if (!taken.isEmpty()) {
      throw Refusal.of(
              ErrorCode.NUMBER_TAKEN, "A number of this version reaches another agent already.")
          .at(taken.stream().map(it -> new Fault(it.pointer(), it.sentence())).toList());
    }
    if (!learning.await(version.tenantId(), version.agentId(), version.version(), patience)) {
      throw Refusal.of(
          ErrorCode.KNOWLEDGE_NOT_READY,
          "What this version knows is still being made ready; publish it in a moment.");
    }
    Agent published =
        found.change(
            request,
            it -> {
              if (it.status() != AgentStatus.ACTIVE && it.status() != AgentStatus.PAUSED) {
                throw Refusal.of(
                    ErrorCode.AGENT_NOT_READY,
                    "The agent is " + it.status().wireName() + "; finish its creation first.");
              }
              boolean isThere = it.publishedVersion().equals(OptionalInt.of(version.version()));
              return isThere
                  ? it
                  : it.publishing(version.version(), it.nextChange(clock.instant()));
            });
    if (sheets.of(published).isSipEnabled()) {
      drafts.setNumbers(version);
    }
    return published;
  }
}
