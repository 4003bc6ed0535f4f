package io.oratio.domain.trunk;

import io.oratio.domain.tenant.TenantId;
import java.util.List;

/// The store of trunks. Calls may block and are safe from any thread.
public interface Trunks {
  /// Writes the trunk, replacing one of the same tenant and id, whoever contests its addresses: for
  /// the operator, and for changes that leave the addresses as they are.
  void save(Trunk trunk);

  /// Writes the trunk, replacing one of the same tenant and id, unless another tenant's trunk
  /// contests its addresses ([Trunk#isContestedBy]). Of two that claim the same at the same moment
  /// one at most is written; where the store has no lock over tenants (DynamoDB), it may be none.
  ///
  /// @return whether it was written
  boolean claim(Trunk trunk);

  /// The tenant's trunks, ordered by id.
  List<Trunk> list(TenantId tenantId);

  /// Every tenant's trunks, ordered by tenant and id: the gateway must know who calls before it
  /// knows for whom.
  List<Trunk> all();

  /// Removes the trunk; nothing happens when it is not there.
  void remove(TenantId tenantId, String trunkId);
}
