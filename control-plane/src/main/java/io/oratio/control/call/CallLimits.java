package io.oratio.control.call;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.call.Reservation;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.TenantPolicies;
import java.time.Duration;
import java.time.Instant;

/// How many calls of a tenant there may be: at the same time, and in a day. The store counts as it
/// writes, so that however many control planes ask, no more are reserved.
final class CallLimits {
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration UNTIL_A_CALL_ENDS = Duration.ofSeconds(10);

  private final TenantPolicies policies;
  private final int callsPerDay;

  CallLimits(TenantPolicies policies, int callsPerDay) {
    this.policies = policies;
    this.callsPerDay = callsPerDay;
  }

  /// What the tenant may have now.
  Reservation.Allowance allowance(TenantId tenantId, Instant now) {
    return new Reservation.Allowance(
        policies.find(tenantId).maxOutboundCalls(), callsPerDay, now.minus(DAY));
  }

  /// 429, in the words of the limit that was reached.
  static Refusal refusal(Reservation.Limit limit, Reservation.Allowance allowance) {
    return switch (limit) {
      case AT_ONCE ->
          Refusal.of(
                  ErrorCode.QUOTA_EXCEEDED,
                  "The tenant's calls at the same time are "
                      + allowance.atOnce()
                      + "; try again when one is over.")
              .retryAfter(UNTIL_A_CALL_ENDS);
      case IN_ALL ->
          Refusal.of(
                  ErrorCode.QUOTA_EXCEEDED,
                  "The tenant's calls within 24 hours are "
                      + allowance.inAll()
                      + "; try again later.")
              .retryAfter(Duration.ofHours(1));
    };
  }
}
