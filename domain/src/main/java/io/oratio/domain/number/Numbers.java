package io.oratio.domain.number;

import io.oratio.domain.tenant.TenantId;
import java.util.List;

/// The store of number rules. Calls may block and are safe from any thread.
public interface Numbers {
  /// Writes the rule, replacing one of the same tenant and `numberId`.
  void save(NumberRule rule);

  /// Writes the rule as [#save] does, unless another of the tenant's rules is for the same calls:
  /// has the same pattern, upper and lower case being one, for the same trunk or none. Of any
  /// number of processes that do this at once with rules for the same calls, one succeeds.
  ///
  /// @return whether it was written
  boolean saveUnlessTaken(NumberRule rule);

  /// The tenant's rules, ordered by `numberId`.
  List<NumberRule> list(TenantId tenantId);

  /// Removes the rule; nothing happens when it is not there.
  void remove(TenantId tenantId, String numberId);

  /// Removes all rules that lead to this agent.
  ///
  /// @return those that were there
  List<NumberRule> removeOf(TenantId tenantId, String agentId);
}
