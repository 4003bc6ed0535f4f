package io.oratio.control.call;

import io.oratio.control.web.Json;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;

/// Tells that a call stands otherwise, and notes who wanted it.
final class CallNews {
  private final LiveEvents events;
  private final AuditLog audit;

  CallNews(LiveEvents events, AuditLog audit) {
    this.events = events;
    this.audit = audit;
  }

  /// Wakes gateways and watchers. The metadata is left out: it may be larger than an event.
  void changed(OutboundCall call, Instant now) {
    events.publish(
        call.tenantId(),
        new LiveEvent.Draft(
            LiveEventType.CALL_CHANGED,
            now,
            call.sessionId(),
            Optional.of(call.agentId()),
            CallView.brief(call).toString()));
  }

  void note(TenantId tenantId, String actor, String action, String callId, Instant now) {
    note(tenantId, actor, action, callId, Json.object(), now);
  }

  /// @param details never what was said or pressed, or who was called
  void note(
      TenantId tenantId, String actor, String action, String callId, Json details, Instant now) {
    audit.append(tenantId, now, actor, action, "call/" + callId, details.node().toString());
  }
}
