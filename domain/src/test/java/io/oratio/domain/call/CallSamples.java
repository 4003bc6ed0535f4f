package io.oratio.domain.call;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Valid outbound calls, so that a test names only what it is about.
public final class CallSamples {
  private CallSamples() {}

  /// A call that was just asked for.
  public static OutboundCall call(TenantId tenantId, String callId) {
    return call(tenantId, callId, "reception", Samples.MORNING);
  }

  public static OutboundCall call(
      TenantId tenantId, String callId, String agentId, Instant createdAt) {
    return new OutboundCall(
        tenantId,
        callId,
        agentId,
        "+15550142",
        "+15550100",
        Optional.of("carrier"),
        30,
        CallStatus.RESERVED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of("order", "4711"),
        "user-1",
        createdAt,
        createdAt,
        Optional.empty(),
        Optional.empty());
  }

  /// A key that counts for a day from the morning on.
  public static Reservation reservation(String key) {
    return new Reservation(key, "hash", Samples.MORNING.plus(Duration.ofDays(1)));
  }
}
