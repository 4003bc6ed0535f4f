package io.oratio.control.trust;

import io.oratio.control.web.Json;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Writes into a tenant's audit log that somebody who showed credentials of its was refused. Who it
/// was is not proven, so the actor is `nobody`. Bounded, since anybody can fail as often as they
/// like: of one tenant [#MOST] entries an hour are written in this process, and how many were left
/// out stands in the next.
public final class Refused {
  /// Entries of one tenant in one hour.
  public static final int MOST = 30;

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int TENANTS_AT_MOST = 10_000;

  private final AuditLog log;
  private final InstantSource clock;
  private final Map<TenantId, Hour> hours =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TenantId, Hour> eldest) {
          return size() > TENANTS_AT_MOST;
        }
      };

  private record Hour(Instant since, int written, long leftOut) {}

  public Refused(AuditLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /// Notes it, or counts it where there have been too many.
  ///
  /// @param subject what was shown, for example `key/{id}`; never the secret
  /// @param address where it came from
  public void note(
      TenantId tenantId,
      String action,
      String subject,
      String address,
      Map<String, String> details) {
    OptionalLong leftOut = turn(tenantId);
    if (leftOut.isEmpty()) {
      return;
    }
    Json json = Json.object();
    details.forEach(json::with);
    if (leftOut.getAsLong() > 0) {
      json.with("leftOutBefore", leftOut.getAsLong());
    }
    json.with("ip", address);
    log.append(tenantId, clock.instant(), "nobody", action, subject, json.node().toString());
  }

  /// @return how many were left out since the last entry; empty if this one is left out too
  private OptionalLong turn(TenantId tenantId) {
    Instant now = clock.instant();
    synchronized (hours) {
      Hour hour = hours.get(tenantId);
      long before = hour == null ? 0 : hour.leftOut();
      if (hour == null || !now.isBefore(hour.since().plus(WINDOW))) {
        hours.put(tenantId, new Hour(now, 1, 0));
        return OptionalLong.of(before);
      }
      boolean isFull = hour.written() >= MOST;
      hours.put(
          tenantId,
          isFull
              ? new Hour(hour.since(), hour.written(), before + 1)
              : new Hour(hour.since(), hour.written() + 1, 0));
      return isFull ? OptionalLong.empty() : OptionalLong.of(before);
    }
  }
}
