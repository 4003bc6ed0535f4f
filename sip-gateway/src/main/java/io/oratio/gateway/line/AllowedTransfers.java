package io.oratio.gateway.line;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.trunk.Trunk;
import io.oratio.gateway.call.CallFacts;
import io.oratio.gateway.call.TransferGate;
import io.oratio.gateway.trunk.TrunkDirectory;
import io.oratio.runtime.destination.TransferTargets;
import java.util.Optional;

/// Sends a call on only where its tenant's calls may go, as the policy stands now. Blocks on the
/// store; any thread.
public final class AllowedTransfers implements TransferGate {
  private final TransferTargets targets;
  private final TenantPolicies policies;
  private final TrunkDirectory trunks;

  public AllowedTransfers(TransferTargets targets, TenantPolicies policies, TrunkDirectory trunks) {
    this.targets = targets;
    this.policies = policies;
    this.trunks = trunks;
  }

  @Override
  public Optional<String> obstacle(CallFacts call, String uri) {
    TenantId tenantId = call.agent().tenantId();
    Optional<String> country = trunks.find(tenantId, call.trunkId()).flatMap(Trunk::country);
    return targets.obstacle(uri, country, policies.find(tenantId));
  }
}
