package io.oratio.control.knowledge;

import io.oratio.control.web.Json;
import io.oratio.control.web.Request;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import java.time.InstantSource;

/// Writes down what was done to an agent's knowledge, and tells whoever watches.
final class KnowledgeNews {
  private final AuditLog audit;
  private final LiveEvents events;
  private final InstantSource clock;

  KnowledgeNews(AuditLog audit, LiveEvents events, InstantSource clock) {
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  /// @param id of the document or address: its path may tell more than a log should
  void of(Request request, String deed, String id) {
    String agentId = request.path("agentId");
    audit.append(
        request.tenantId(),
        clock.instant(),
        request.actor(),
        deed,
        "agent/" + agentId,
        Json.object().with("id", id).node().toString());
    events.publish(
        request.tenantId(),
        LiveEvent.Draft.ofAgent(
            LiveEventType.AGENT_CHANGED,
            clock.instant(),
            agentId,
            Json.object().with("agentId", agentId).with("deed", deed).node().toString()));
  }
}
