package io.oratio.domain.agent;

class InMemoryAgentsTest extends AgentsContract {
  private final Agents agents = new InMemoryAgents();

  @Override
  protected Agents agents() {
    return agents;
  }
}
