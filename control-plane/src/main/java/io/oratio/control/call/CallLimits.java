package io.oratio.control.call;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.call.CallFilter;
import io.oratio.domain.call.CallStatus;
import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.TenantPolicies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How many calls of a tenant there may be: at the same time, and in a day. They are counted in the
/// store, so all control planes count together; two that ask at the same moment may both find the
/// last place free.
final class CallLimits {
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration UNTIL_A_CALL_ENDS = Duration.ofSeconds(10);
  private static final int PAGE = 1000;
  private static final List<CallStatus> UNDER_WAY =
      List.of(CallStatus.RESERVED, CallStatus.DIALLING, CallStatus.RINGING, CallStatus.ANSWERED);

  private final OutboundCalls calls;
  private final TenantPolicies policies;
  private final int callsPerDay;

  CallLimits(OutboundCalls calls, TenantPolicies policies, int callsPerDay) {
    this.calls = calls;
    this.policies = policies;
    this.callsPerDay = callsPerDay;
  }

  /// @throws Refusal 429 if there is no room for one more
  void check(TenantId tenantId, Instant now) {
    int most = policies.find(tenantId).maxOutboundCalls();
    int underWay = 0;
    for (CallStatus status : UNDER_WAY) {
      underWay += count(tenantId, CallFilter.all().standing(status), most - underWay);
      if (underWay >= most) {
        throw Refusal.of(
                ErrorCode.QUOTA_EXCEEDED,
                "The tenant's calls at the same time are " + most + "; try again when one is over.")
            .retryAfter(UNTIL_A_CALL_ENDS);
      }
    }
    CallFilter ofTheDay =
        new CallFilter(
            Optional.empty(), Optional.empty(), Optional.of(now.minus(DAY)), Optional.empty());
    if (count(tenantId, ofTheDay, callsPerDay) >= callsPerDay) {
      throw Refusal.of(
              ErrorCode.QUOTA_EXCEEDED,
              "The tenant's calls within 24 hours are " + callsPerDay + "; try again later.")
          .retryAfter(Duration.ofHours(1));
    }
  }

  /// Counts as far as somebody wants to know.
  private int count(TenantId tenantId, CallFilter filter, int upTo) {
    int counted = 0;
    Optional<Cursor> after = Optional.empty();
    do {
      if (counted >= upTo) {
        return counted;
      }
      Page<OutboundCall> page = calls.list(tenantId, filter, after, Math.min(PAGE, upTo - counted));
      counted += page.items().size();
      after = page.next();
    } while (after.isPresent());
    return counted;
  }
}
