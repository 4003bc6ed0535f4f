package io.oratio.control.agent;

import io.oratio.control.web.Json;
import io.oratio.control.web.Request;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import java.time.InstantSource;

/// Writes down what was done to agents, and tells whoever watches.
final class AgentNews {
  private final AuditLog audit;
  private final LiveEvents events;
  private final InstantSource clock;

  AgentNews(AuditLog audit, LiveEvents events, InstantSource clock) {
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  /// @param deed for example `agent.paused`
  void of(Request request, Agent agent, String deed) {
    of(request, agent, deed, Json.object());
  }

  /// @param details nothing that anybody has written into the agent
  void of(Request request, Agent agent, String deed, Json details) {
    audit.append(
        agent.tenantId(),
        clock.instant(),
        request.actor(),
        deed,
        "agent/" + agent.agentId(),
        details.node().isEmpty() ? "" : details.node().toString());
    events.publish(
        agent.tenantId(),
        LiveEvent.Draft.ofAgent(
            LiveEventType.AGENT_CHANGED,
            clock.instant(),
            agent.agentId(),
            Json.object()
                .with("agentId", agent.agentId())
                .with("agentName", agent.agentName())
                .with("agentType", agent.agentType().wireName())
                .with("status", agent.status().wireName())
                .with("publishedVersion", agent.publishedVersion())
                .with("updatedAt", agent.updatedAt())
                .with("deed", deed)
                .node()
                .toString()));
  }
}
