package io.oratio.control.creation;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.creation.Step;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.AgentDrafts;
import io.oratio.runtime.agent.AgentFile;
import io.oratio.runtime.agent.AgentFiles;
import io.oratio.runtime.agent.AgentReading;
import io.oratio.runtime.agent.Fault;
import io.oratio.runtime.agent.StoredFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The deeds of a creation. Each may be done again after it was cut off anywhere. Block; any
/// thread.
final class CreationSteps {
  private static final int LONGEST_SENTENCE = 1_000;

  private final Agents agents;
  private final AgentFiles files;
  private final AgentDrafts drafts;
  private final CreationObjects objects;
  private final AgentAuthor author;
  private final InstantSource clock;

  CreationSteps(
      Agents agents,
      AgentFiles files,
      AgentDrafts drafts,
      CreationObjects objects,
      AgentAuthor author,
      InstantSource clock) {
    this.agents = agents;
    this.files = files;
    this.drafts = drafts;
    this.objects = objects;
    this.author = author;
    this.clock = clock;
  }

  /// Does a step.
  ///
  /// @return the agent as it stands after it
  /// @throws IOException or a runtime exception of a store: worth another try
  /// @throws StepRefused if it is not
  Agent perform(Step.Name step, Agent agent) throws IOException {
    return switch (step) {
      case PROVISION_KNOWLEDGE -> provision(agent, brief(agent));
      case WRITE_AGENT -> write(agent, brief(agent));
      case CHECK_ARTEFACTS -> {
        checked(agent, brief(agent));
        yield agent;
      }
      case DEPLOY -> deploy(agent, brief(agent));
      case ACTIVATE -> activate(agent);
    };
  }

  /// The documents lie in the store; they are read and indexed by what the form says, which is all
  /// that is known before the agent is written.
  private Agent provision(Agent agent, Brief brief) throws IOException {
    for (Map.Entry<String, StoredFile> each : brief.files().entrySet()) {
      if (!files.holds(each.getValue())) {
        throw new StepRefused(
            each.getKey() + " was not wholly received; delete the agent and create it again.");
      }
    }
    AgentDefinition form =
        definition(
            AgentFile.read(
                brief
                    .given()
                    .map(Artefacts::agentJson)
                    .orElseGet(() -> brief.definition().toString())
                    .getBytes(StandardCharsets.UTF_8),
                brief.given().map(Artefacts::promptMd).orElse("-").getBytes(StandardCharsets.UTF_8),
                brief.files().keySet()));
    drafts.learn(
        agent,
        agents.latestVersion(agent.tenantId(), agent.agentId()).orElse(1),
        form,
        brief.files());
    return agent;
  }

  private Agent write(Agent agent, Brief brief) throws IOException {
    objects.keep(agent, brief.given().isPresent() ? brief.given().get() : author.write(brief));
    return agent;
  }

  private record Checked(AgentDefinition definition, AgentDrafts.Parts parts) {}

  private Checked checked(Agent agent, Brief brief) throws IOException {
    Artefacts artefacts =
        objects
            .artefacts(agent)
            .orElseThrow(() -> new StepRefused("The author left no agent; create it again."));
    AgentDrafts.Parts parts =
        new AgentDrafts.Parts(artefacts.agentJson(), artefacts.promptMd(), brief.files());
    AgentDefinition definition = definition(drafts.read(parts));
    if (!definition.agentId().equals(agent.agentId())) {
      throw new StepRefused("agent.json#/agentId: is not the id of this agent");
    }
    List<Fault> taken = drafts.takenNumbers(agent.tenantId(), definition);
    if (!taken.isEmpty()) {
      throw new StepRefused(sentence(taken));
    }
    return new Checked(definition, parts);
  }

  private Agent deploy(Agent agent, Brief brief) throws IOException {
    Checked checked = checked(agent, brief);
    AgentVersion version =
        drafts
            .write(agent, checked.definition(), checked.parts())
            .orElseThrow(() -> new IOException("somebody else wrote a version meanwhile"));
    drafts.learn(agent, version.version(), checked.definition(), brief.files());
    Agent published =
        saved(agent, agent.publishing(version.version(), agent.nextChange(clock.instant())));
    drafts.setNumbers(version);
    return published;
  }

  private Agent activate(Agent agent) throws IOException {
    return agent.status() == AgentStatus.ACTIVE
        ? agent
        : saved(agent, agent.as(AgentStatus.ACTIVE, agent.nextChange(clock.instant())));
  }

  private Agent saved(Agent seen, Agent changed) throws IOException {
    if (!agents.save(changed, seen.updatedAt())) {
      throw new IOException("the agent was changed meanwhile");
    }
    return changed;
  }

  private Brief brief(Agent agent) throws IOException {
    Optional<Brief> brief = objects.brief(agent);
    return brief.orElseThrow(
        () ->
            new StepRefused(
                "What it is made of was not wholly received; delete the agent and create it"
                    + " again."));
  }

  private static AgentDefinition definition(AgentReading reading) {
    return switch (reading) {
      case AgentReading.Good good -> good.definition();
      case AgentReading.Faulty faulty -> throw new StepRefused(sentence(faulty.faults()));
    };
  }

  private static String sentence(List<Fault> faults) {
    String all = faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
    return all.length() <= LONGEST_SENTENCE ? all : all.substring(0, LONGEST_SENTENCE) + "…";
  }
}
