package io.oratio.control.telephony;

import io.oratio.control.web.Json;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.tenant.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;

/// Tells of a change once it is written: the audit log, which keeps it, and the gateways, which act
/// on it.
final class Announcing {
  private final AuditLog audit;
  private final LiveEvents events;
  private final Clock clock;

  /// Who changes what of whose.
  record Act(TenantId tenantId, String actor, String action) {}

  Announcing(AuditLog audit, LiveEvents events, Clock clock) {
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  void trunk(Act act, String trunkId, Collection<String> members) {
    tell(act, "trunk/" + trunkId, members, Json.object().with("trunkId", trunkId));
  }

  void number(Act act, String numberId, Collection<String> members) {
    tell(act, "number/" + numberId, members, Json.object().with("numberId", numberId));
  }

  /// @param members the names of what was said, never the values: one of them is a password
  private void tell(Act act, String subject, Collection<String> members, Json body) {
    Instant now = clock.instant();
    String details = Json.object().with("members", Json.texts(members)).node().toString();
    // The gateways first: the change is in force already, whatever the log says.
    events.publish(
        act.tenantId(),
        LiveEvent.Draft.ofTenant(LiveEventType.TELEPHONY_CHANGED, now, body.node().toString()));
    audit.append(act.tenantId(), now, act.actor(), act.action(), subject, details);
  }
}
