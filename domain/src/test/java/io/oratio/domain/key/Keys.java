package io.oratio.domain.key;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Valid keys, so that a test names only what it is about.
public final class Keys {
  private Keys() {}

  /// A key id that no other test has.
  public static String newId() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  }

  /// A secret key for every agent, good for a year.
  public static ApiKey key(TenantId tenantId, String keyId) {
    return new ApiKey(
        tenantId,
        keyId,
        ApiKey.Kind.SECRET,
        "Nightly export",
        new Secret("5f".repeat(32)),
        "p1",
        "x7Yz",
        List.of("sessions:read", "calls:write"),
        List.of(),
        List.of(),
        "usr_1",
        Samples.MORNING,
        Samples.MORNING.plus(Duration.ofDays(365)),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty());
  }
}
