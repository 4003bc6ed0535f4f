package io.oratio.control.creation;

import io.oratio.control.web.Json;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.creation.Creation;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import java.time.InstantSource;

/// Tells whoever watches how far creations have come.
final class CreationNews {
  private final LiveEvents events;
  private final InstantSource clock;

  CreationNews(LiveEvents events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  void step(Creation creation) {
    events.publish(
        creation.tenantId(),
        LiveEvent.Draft.ofAgent(
            LiveEventType.CREATION_STEP,
            clock.instant(),
            creation.agentId(),
            CreationJson.of(creation).toString()));
  }

  void agent(Agent agent) {
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
                .node()
                .toString()));
  }
}
