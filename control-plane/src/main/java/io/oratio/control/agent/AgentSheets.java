package io.oratio.control.agent;

import io.oratio.domain.agent.Agent;
import io.oratio.runtime.agent.AgentObjects;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The sheets of agents, in the object store. The last who writes one wins.
final class AgentSheets {
  private final AgentObjects objects;

  AgentSheets(AgentObjects objects) {
    this.objects = objects;
  }

  AgentSheet of(Agent agent) {
    try {
      return objects
          .text(agent, AgentObjects.Kind.SHEET)
          .map(AgentSheet::of)
          .orElseGet(AgentSheet::usual);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void save(Agent agent, AgentSheet sheet) {
    try {
      objects.keep(agent, AgentObjects.Kind.SHEET, sheet.json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
