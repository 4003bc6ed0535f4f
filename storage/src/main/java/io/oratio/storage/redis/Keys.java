package io.oratio.storage.redis;

import io.oratio.domain.tenant.TenantId;
import java.time.Duration;

/// The names of all keys and channels. The part in braces keeps them together where Redis is a
/// cluster, since a script may touch no two places.
final class Keys {
  /// After so long without an event a tenant's stream is forgotten.
  static final String SECONDS_KEPT = Long.toString(Duration.ofDays(1).toSeconds());

  static final String EVERYBODYS_STREAM = "oratio:{live}:all";
  static final String COMMANDS = "oratio:{live}:commands";

  private Keys() {}

  static String placeOf(TenantId tenantId) {
    return "oratio:{live}:place:" + tenantId.value();
  }

  static String streamOf(TenantId tenantId) {
    return "oratio:{live}:events:" + tenantId.value();
  }

  static String budget(String budget, String subject) {
    return "oratio:{budgets}:" + budget + ":" + subject;
  }

  static String answersFor(String node) {
    return "oratio:{live}:answers:" + node;
  }
}
