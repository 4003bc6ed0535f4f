package io.oratio.control.web.door;

import io.oratio.control.web.Caller;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.RateLimits;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.contract.Access;
import io.oratio.control.web.contract.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;

/// Counts a request, and says in its answer what is left (draft-ietf-httpapi-ratelimit-headers-09).
final class RateRule {
  private final RateLimits limits;

  RateRule(RateLimits limits) {
    this.limits = limits;
  }

  /// Counts credentials that prove nothing, so that nobody tries them out at leisure.
  ///
  /// @throws Refusal 429 if too many came from the address
  void watch(Operation operation, Caller caller, HttpServletRequest request) {
    boolean showsSomething =
        request.getHeader("Authorization") != null || request.getHeader("X-API-Key") != null;
    if (caller instanceof Caller.Nobody
        && showsSomething
        && operation.rules().access() instanceof Access.Restricted) {
      limits
          .take("failures", List.of("address:" + request.getRemoteAddr()))
          .retryAfter()
          .ifPresent(
              wait -> {
                throw Refusal.of(
                        ErrorCode.RATE_LIMITED,
                        "Too many credentials from this address that prove nothing.")
                    .retryAfter(wait);
              });
    }
  }

  /// @throws Refusal 429 if the tenant, the key or the address has used its budget up
  void take(Operation operation, Caller caller, String address, HttpServletResponse response) {
    String budget = operation.rules().budget();
    RateLimits.Verdict verdict =
        limits.take(
            budget,
            budget.equals("logins") ? List.of("address:" + address) : subjects(caller, address));
    response.setHeader(
        "RateLimit-Policy",
        "\"%s\";q=%d;w=%d".formatted(budget, verdict.limit(), seconds(verdict.window())));
    response.setHeader(
        "RateLimit",
        "\"%s\";r=%d;t=%d".formatted(budget, verdict.left(), seconds(verdict.fullIn())));
    verdict
        .retryAfter()
        .ifPresent(
            wait -> {
              throw Refusal.of(
                      ErrorCode.RATE_LIMITED,
                      "Too many requests on the budget '" + budget + "'; wait, then try again.")
                  .retryAfter(wait);
            });
  }

  private static List<String> subjects(Caller caller, String address) {
    return switch (caller) {
      case Caller.Person person ->
          List.of("tenant:" + person.tenantId(), "user:" + person.userId());
      case Caller.Key key -> List.of("tenant:" + key.tenantId(), "key:" + key.keyId());
      case Caller.Visitor visitor ->
          List.of("tenant:" + visitor.tenantId(), "visitor:" + visitor.visitId());
      case Caller.Nobody _ -> List.of("address:" + address);
    };
  }

  private static long seconds(Duration duration) {
    return (duration.toMillis() + 999) / 1000;
  }
}
