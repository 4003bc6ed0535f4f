package io.oratio.control.trust;

import io.oratio.control.web.Json;
import io.oratio.control.web.Request;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.Map;

/// Writes what was done into the tenant's audit log, with where it was asked from. Secrets, names
/// and e-mail addresses have no place in it.
public final class Traces {
  private static final int LONGEST = 256;

  private final AuditLog log;
  private final InstantSource clock;

  public Traces(AuditLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /// What the caller of a request did.
  ///
  /// @param subject to what, for example `key/{id}`
  public void note(Request request, String action, String subject, Map<String, String> details) {
    note(request.tenantId(), request, request.actor(), action, subject, details);
  }

  /// What somebody did whom the request itself has made known.
  ///
  /// @param actor for example `user/{id}`
  public void note(
      TenantId tenantId,
      Request request,
      String actor,
      String action,
      String subject,
      Map<String, String> details) {
    Json json = Json.object();
    details.forEach((name, value) -> json.with(name, cut(value)));
    json.with("ip", request.arrival().address()).with("requestId", request.requestId());
    log.append(tenantId, clock.instant(), actor, action, subject, json.node().toString());
  }

  private static String cut(String value) {
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST);
  }
}
