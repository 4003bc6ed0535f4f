package io.oratio.control.session;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.Json;
import io.oratio.control.web.Request;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.TenantPolicy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/// How long sessions are kept.
final class RetentionEndpoints implements Endpoints {
  private static final int DAYS_MAX = 3650;

  private final TenantPolicies policies;
  private final RetentionProofs proofs;
  private final AuditLog audit;
  private final InstantSource clock;

  RetentionEndpoints(
      TenantPolicies policies, RetentionProofs proofs, AuditLog audit, InstantSource clock) {
    this.policies = policies;
    this.proofs = proofs;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void register(Register on) {
    on.answer("getRetention", it -> answer(it.tenantId()));
    on.answer("putRetention", this::put);
  }

  private Answer answer(TenantId tenantId) {
    TenantPolicy policy = policies.find(tenantId);
    OptionalInt recordings = policy.recordingRetentionDays();
    return Answer.ok(
        Json.object()
            .with("retentionDays", Math.min(DAYS_MAX, policy.sessionRetentionDays().orElse(0)))
            .with(
                "recordingDays",
                recordings.isEmpty()
                    ? recordings
                    : OptionalInt.of(Math.min(DAYS_MAX, recordings.getAsInt())))
            .with("lastProof", proofs.last(tenantId).map(RetentionProof::json))
            .node());
  }

  private Answer put(Request request) {
    TenantId tenantId = request.tenantId();
    Instant now = clock.instant();
    OptionalInt sessionDays = days(request.body().path("retentionDays"));
    OptionalInt recordingDays = days(request.body().path("recordingDays"));
    TenantPolicy policy = policies.find(tenantId);
    policies.save(
        new TenantPolicy(
            tenantId,
            policy.homeCountry(),
            policy.allowedDestinations(),
            policy.maxOutboundCalls(),
            recordingDays,
            sessionDays,
            now));
    audit.append(
        tenantId,
        now,
        request.actor(),
        "retention.changed",
        "tenant",
        Json.object()
            .with("retentionDays", sessionDays.orElse(0))
            .with("recordingDays", recordingDays)
            .node()
            .toString());
    return answer(tenantId);
  }

  /// 0 keeps: nothing is settled then.
  private static OptionalInt days(JsonNode node) {
    int days = node.intValue(0);
    return days == 0 ? OptionalInt.empty() : OptionalInt.of(days);
  }
}
