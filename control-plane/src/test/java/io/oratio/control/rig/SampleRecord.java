package io.oratio.control.rig;

import io.oratio.domain.tenant.TenantId;

/// Makes a record for a test that is generated from the contract. A feature has a bean of this type
/// for every name that its paths have.
public interface SampleRecord {
  /// The name in the path, for example `agentId`.
  String parameter();

  /// Writes a record of the tenant, whole with what it hangs on.
  ///
  /// @return its id
  String write(TenantId tenantId);
}
