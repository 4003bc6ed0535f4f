package io.oratio.control.agent;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.MergePatch;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.control.web.contract.Fault;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.Agents;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.AgentDrafts;
import io.oratio.runtime.agent.AgentReading;
import io.oratio.runtime.agent.DraftLearning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes what agents say: a draft is checked whole and written, and what it knows is made ready
/// in the background.
final class AgentChanges {
  private static final int TRIES = 5;
  private static final int MOST_FAULTS = 100;
  private static final Set<String> AT_ONCE = Set.of("agentName", "agentType");

  private final Agents agents;
  private final Found found;
  private final AgentDrafts drafts;
  private final DraftLearning learning;
  private final InstantSource clock;

  AgentChanges(
      Agents agents, Found found, AgentDrafts drafts, DraftLearning learning, InstantSource clock) {
    this.agents = agents;
    this.found = found;
    this.drafts = drafts;
    this.learning = learning;
    this.clock = clock;
  }

  /// Applies a merge patch: name and type at once, all else by a draft.
  Agent patch(Request request) {
    return alone(request, () -> patched(request));
  }

  /// Writes a draft of a definition and a prompt that somebody wrote.
  AgentVersion draft(Request request) {
    return alone(request, () -> drafted(request));
  }

  private <T> T alone(Request request, AgentDrafts.Deed<T> deed) {
    try {
      return drafts.alone(request.tenantId(), request.path("agentId"), deed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Agent patched(Request request) {
    JsonNode patch = request.body();
    boolean needsDraft = patch.propertyNames().stream().anyMatch(it -> !AT_ONCE.contains(it));
    for (int i = 0; i < TRIES; i++) {
      Agent seen = needsDraft ? found.made(request) : found.agent(request);
      found.etag(seen).require(request);
      Instant now = seen.nextChange(clock.instant());
      Agent changed =
          seen.named(
              patch.path("agentName").stringValue(seen.agentName()),
              AgentType.fromWire(patch.path("agentType").stringValue(seen.agentType().wireName())),
              now);
      Optional<Checked> draft =
          needsDraft
              ? Optional.of(checked(changed, patched(changed, patch), ""))
              : Optional.empty();
      if (agents.save(changed, seen.updatedAt())) {
        draft.ifPresent(it -> write(changed, it));
        return changed;
      }
    }
    throw busy();
  }

  private AgentVersion drafted(Request request) {
    Agent seen = found.agent(request);
    if (seen.status() == io.oratio.domain.agent.AgentStatus.CREATING) {
      throw Refusal.of(ErrorCode.AGENT_NOT_READY, "The agent is being made; wait for that.");
    }
    AgentDrafts.Parts parts =
        (found.latest(seen).isPresent()
                ? of(seen, found.latestVersion(seen))
                : new AgentDrafts.Parts("{}", "", new java.util.TreeMap<>()))
            .saying(request.body().path("definition"))
            .prompting(request.body().path("prompt").stringValue(""));
    Checked checked = checked(seen, parts, "/definition");
    Agent touched =
        found.change(
            request,
            it -> it.named(it.agentName(), it.agentType(), it.nextChange(clock.instant())));
    return write(touched, checked);
  }

  /// What was checked and may be written.
  private record Checked(AgentDefinition definition, AgentDrafts.Parts parts) {}

  private AgentDrafts.Parts patched(Agent agent, JsonNode patch) {
    AgentDrafts.Parts latest = of(agent, found.latestVersion(agent));
    ObjectNode ofDefinition = ((ObjectNode) patch).deepCopy();
    ofDefinition.remove("sop");
    ObjectNode tree = (ObjectNode) MergePatch.apply(latest.tree(), ofDefinition);
    tree.put("agentName", agent.agentName());
    if (tree.has("agentType") || patch.has("agentType")) {
      tree.put("agentType", agent.agentType().wireName());
    }
    AgentDrafts.Parts saying = latest.saying(tree);
    return patch.path("sop").isString()
        ? saying.prompting(patch.path("sop").stringValue())
        : saying;
  }

  private Checked checked(Agent agent, AgentDrafts.Parts parts, String prefix) {
    return switch (drafts.read(parts)) {
      case AgentReading.Faulty faulty ->
          throw invalid(prefix)
              .at(
                  faulty.faults().stream()
                      .limit(MOST_FAULTS)
                      .map(it -> fault(it, prefix))
                      .toList());
      case AgentReading.Good good -> {
        if (!good.definition().agentId().equals(agent.agentId())) {
          throw invalid(prefix).at(prefix + "/agentId", "is not the id of this agent");
        }
        List<io.oratio.runtime.agent.Fault> taken =
            drafts.takenNumbers(agent.tenantId(), good.definition());
        if (!taken.isEmpty()) {
          throw Refusal.of(ErrorCode.NUMBER_TAKEN, "A number reaches another agent already.")
              .at(taken.stream().map(it -> fault(it, prefix)).toList());
        }
        yield new Checked(good.definition(), parts);
      }
    };
  }

  private static Refusal invalid(String prefix) {
    return Refusal.of(
        prefix.isEmpty() ? ErrorCode.VALIDATION_FAILED : ErrorCode.DEFINITION_INVALID,
        "With this it could not be an agent; see the details.");
  }

  /// The prompt has no place in a definition: its faults are at the member it came by.
  private static Fault fault(io.oratio.runtime.agent.Fault fault, String prefix) {
    boolean isOfPrompt = fault.file().equals("prompt.md");
    String pointer =
        isOfPrompt ? (prefix.isEmpty() ? "/sop" : "/prompt") : prefix + fault.pointer();
    return new Fault(pointer, fault.sentence());
  }

  private AgentVersion write(Agent agent, Checked checked) {
    try {
      for (int i = 0; i < TRIES; i++) {
        var written = drafts.write(agent, checked.definition(), checked.parts());
        if (written.isPresent()) {
          learning.begin(agent.tenantId(), agent.agentId(), written.get().version());
          return written.get();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw busy();
  }

  private AgentDrafts.Parts of(Agent agent, AgentVersion version) {
    try {
      return drafts.of(agent, version);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Refusal busy() {
    return Refusal.of(
        ErrorCode.AGENT_STATE_CONFLICT, "Others change this agent all the time; try again.");
  }
}
