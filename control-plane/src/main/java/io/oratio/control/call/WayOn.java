package io.oratio.control.call;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.agent.CallRules.TransferTarget;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.TenantPolicy;
import io.oratio.domain.trunk.Trunk;
import io.oratio.domain.trunk.Trunks;
import io.oratio.runtime.destination.TransferTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says beforehand whether a call could be sent on to a target. The gateway decides when it does
/// so, since it alone knows through which trunk a call came.
final class WayOn {
  private final Trunks trunks;
  private final TenantPolicies policies;
  private final TransferTargets targets;

  WayOn(Trunks trunks, TenantPolicies policies, TransferTargets targets) {
    this.trunks = trunks;
    this.policies = policies;
    this.targets = targets;
  }

  /// @param trunkId the trunk of the call; empty where it is not known: then any will do
  /// @throws Refusal 422 if no call of the tenant's may be sent there
  void check(TenantId tenantId, TransferTarget target, Optional<String> trunkId) {
    TenantPolicy policy = policies.find(tenantId);
    List<Optional<String>> countries = new ArrayList<>();
    for (Trunk trunk : trunks.list(tenantId)) {
      if (trunkId.isEmpty() || trunkId.get().equals(trunk.trunkId())) {
        countries.add(trunk.country());
      }
    }
    if (countries.isEmpty()) {
      countries.add(Optional.empty());
    }
    List<String> obstacles = new ArrayList<>();
    for (Optional<String> country : countries) {
      Optional<String> obstacle = targets.obstacle(target.uri(), country, policy);
      if (obstacle.isEmpty()) {
        return;
      }
      obstacles.add(obstacle.get());
    }
    throw Refusal.of(ErrorCode.DESTINATION_NOT_ALLOWED, obstacles.getFirst())
        .at("/target", "is not where this tenant's calls may go");
  }
}
