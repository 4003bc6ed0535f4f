package io.oratio.standalone;

import io.oratio.domain.agent.AgentVersion;

/// Makes the offline engine ready for an agent that can be called: its voice and its words. Other
/// engines need nothing. Blocks.
final class Readying implements PublishedAgents.Preparing {
  private final OfflineBrain brain;
  private final EngineChoice engine;

  Readying(OfflineBrain brain, EngineChoice engine) {
    this.brain = brain;
    this.engine = engine;
  }

  @Override
  public void prepare(AgentVersion version) {
    if (engine.isOffline()) {
      String id = "ready-" + key(version);
      brain.learn(version, id, () -> engine.prepare(DemoTenant.setup(version, id)));
    }
  }

  @Override
  public void rehearse(AgentVersion version) {
    if (engine.isOffline()) {
      String id = "rehearsed-" + key(version);
      brain.learn(version, id, () -> engine.rehearse(DemoTenant.setup(version, id)));
    }
  }

  private static String key(AgentVersion version) {
    return version.tenantId() + "-" + version.agentId() + "-" + version.version();
  }
}
