package io.oratio.control.creation;

import io.oratio.domain.agent.Agent;
import io.oratio.runtime.agent.AgentObjects;
import io.oratio.runtime.agent.AgentObjects.Kind;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a creation keeps between its steps. Calls block; safe from any thread.
final class CreationObjects {
  private final AgentObjects objects;

  CreationObjects(AgentObjects objects) {
    this.objects = objects;
  }

  void keep(Agent agent, Brief brief) throws IOException {
    objects.keep(agent, Kind.BRIEF, brief.json());
  }

  /// What the agent is to be made of; empty when it was never wholly received.
  Optional<Brief> brief(Agent agent) throws IOException {
    Optional<String> text = objects.text(agent, Kind.BRIEF);
    try {
      return text.map(it -> Brief.of(JsonMapper.shared().readTree(it)));
    } catch (JacksonException | ClassCastException e) {
      throw new IOException("a brief is broken", e);
    }
  }

  void keep(Agent agent, Artefacts artefacts) throws IOException {
    objects.keep(agent, Kind.PROMPT_MD, artefacts.promptMd());
    objects.keep(agent, Kind.AGENT_JSON, artefacts.agentJson());
  }

  Optional<Artefacts> artefacts(Agent agent) throws IOException {
    Optional<String> agentJson = objects.text(agent, Kind.AGENT_JSON);
    Optional<String> promptMd = objects.text(agent, Kind.PROMPT_MD);
    return agentJson.flatMap(json -> promptMd.map(prompt -> new Artefacts(json, prompt)));
  }
}
