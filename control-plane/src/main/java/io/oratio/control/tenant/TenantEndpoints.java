package io.oratio.control.tenant;

import io.oratio.control.trust.Traces;
import io.oratio.control.web.Answer;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.Json;
import io.oratio.control.web.Request;
import io.oratio.domain.tenant.Tenant;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.TenantPolicy;
import io.oratio.domain.tenant.Tenants;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The tenant over HTTP.
final class TenantEndpoints implements Endpoints {
  private final Tenants tenants;
  private final TenantPolicies policies;
  private final List<Quota> quotas;
  private final Traces traces;
  private final InstantSource clock;

  TenantEndpoints(
      Tenants tenants,
      TenantPolicies policies,
      List<Quota> quotas,
      Traces traces,
      InstantSource clock) {
    this.tenants = tenants;
    this.policies = policies;
    this.quotas = List.copyOf(quotas);
    this.traces = traces;
    this.clock = clock;
  }

  @Override
  public void register(Register on) {
    on.answer("getTenant", it -> Answer.ok(json(it.tenantId())));
    on.answer("patchTenant", this::change);
  }

  private Answer change(Request request) {
    TenantId tenantId = request.tenantId();
    JsonNode patch = request.body();
    TenantPolicy before = policies.find(tenantId);
    TenantPolicy after = patched(before, patch, clock.instant());
    if (patch.has("name")) {
      tenants.save(
          new Tenant(tenantId, patch.path("name").stringValue(""), tenant(tenantId).createdAt()));
    }
    if (patch.has("homeCountry")
        || patch.has("allowedDestinations")
        || patch.has("retentionDays")) {
      policies.save(after);
    }
    if (!patch.isEmpty()) {
      String members = String.join(" ", patch.propertyNames());
      traces.note(request, "tenant.changed", "tenant/" + tenantId, Map.of("members", members));
    }
    return Answer.ok(json(tenantId));
  }

  private static TenantPolicy patched(TenantPolicy before, JsonNode patch, Instant now) {
    String homeCountry = patch.path("homeCountry").stringValue(before.homeCountry());
    List<String> destinations =
        patch.has("allowedDestinations")
            ? patch.path("allowedDestinations").valueStream().map(it -> it.stringValue("")).toList()
            : before.allowedDestinations();
    OptionalInt days = before.sessionRetentionDays();
    if (patch.has("retentionDays")) {
      int wanted = patch.path("retentionDays").intValue(0);
      days = wanted == 0 ? OptionalInt.empty() : OptionalInt.of(wanted);
    }
    return new TenantPolicy(
        before.tenantId(),
        homeCountry,
        destinations,
        before.maxOutboundCalls(),
        before.recordingRetentionDays(),
        days,
        now);
  }

  private ObjectNode json(TenantId tenantId) {
    Tenant tenant = tenant(tenantId);
    TenantPolicy policy = policies.find(tenantId);
    return Json.object()
        .with("tenantId", tenantId.value())
        .with("name", tenant.name())
        .with("homeCountry", policy.homeCountry())
        .with("allowedDestinations", Json.texts(policy.allowedDestinations()))
        .with("retentionDays", Math.min(3650, policy.sessionRetentionDays().orElse(0)))
        .with(
            "quotas",
            Json.list(
                quotas,
                it ->
                    Json.object()
                        .with("name", it.name())
                        .with("limit", it.limit().applyAsLong(tenantId))
                        .with("used", it.used().applyAsLong(tenantId))
                        .node()))
        .with("createdAt", tenant.createdAt())
        .node();
  }

  /// Whoever is signed in has a tenant; one that its installation never named is called by its id.
  private Tenant tenant(TenantId tenantId) {
    return tenants
        .find(tenantId)
        .orElseGet(() -> new Tenant(tenantId, tenantId.value(), Instant.EPOCH));
  }
}
