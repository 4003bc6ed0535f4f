package io.oratio.control.compatible;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.Json;
import io.oratio.control.web.Request;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.Agents;
import java.util.List;

/// The agents that can be asked, as models.
final class ModelEndpoints implements Endpoints {
  private static final int MODELS_MAX = 1000;

  private final Agents agents;

  ModelEndpoints(Agents agents) {
    this.agents = agents;
  }

  @Override
  public void register(Register on) {
    on.answer("listModels", this::list);
  }

  private Answer list(Request request) {
    List<Agent> asked =
        agents.list(request.tenantId()).stream()
            .filter(it -> it.status() == AgentStatus.ACTIVE && it.publishedVersion().isPresent())
            .filter(it -> mayUse(request.caller(), it.agentId()))
            .limit(MODELS_MAX)
            .toList();
    return Answer.ok(
        Json.object()
            .with("object", "list")
            .with(
                "data",
                Json.list(
                    asked,
                    it ->
                        Json.object()
                            .with("id", it.agentId())
                            .with("object", "model")
                            .with("created", it.createdAt().getEpochSecond())
                            .with("owned_by", "oratio")
                            .node()))
            .node());
  }

  static boolean mayUse(Caller caller, String agentId) {
    return !(caller instanceof Caller.Key key) || key.mayUse(agentId);
  }
}
