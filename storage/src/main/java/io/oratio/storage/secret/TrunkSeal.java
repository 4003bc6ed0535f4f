package io.oratio.storage.secret;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Trunk;
import java.util.Optional;

/// The sealed password of a trunk: it opens only in the row of that tenant and that trunk, in
/// either kind of table.
public final class TrunkSeal {
  private final SecretBox secrets;

  public TrunkSeal(SecretBox secrets) {
    this.secrets = secrets;
  }

  /// What to write; empty for a trunk without credentials.
  public Optional<String> sealedPassword(Trunk trunk) {
    return trunk
        .credentials()
        .map(it -> secrets.seal(it.password(), place(trunk.tenantId(), trunk.trunkId())));
  }

  /// What was written, opened; empty when the row has no sealed password.
  ///
  /// @throws IllegalStateException when it does not open here
  public Optional<Trunk.Credentials> credentials(
      TenantId tenantId,
      String trunkId,
      Optional<String> username,
      Optional<String> sealedPassword,
      Optional<String> realm) {
    return sealedPassword.map(
        it ->
            new Trunk.Credentials(
                username.orElse(""), secrets.open(it, place(tenantId, trunkId)), realm.orElse("")));
  }

  private static String place(TenantId tenantId, String trunkId) {
    return "tenant/" + tenantId.value() + "/trunk/" + trunkId;
  }
}
