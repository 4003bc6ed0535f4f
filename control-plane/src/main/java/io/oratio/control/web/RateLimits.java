package io.oratio.control.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Counts requests against budgets. Calls are safe from any thread and do not wait.
public interface RateLimits {
  /// Takes one from each subject's budget, or from none if one of them has none left.
  ///
  /// @param budget which rate: `reads`, `writes`, `dials`, `ingestion`, `logins`, or `failures` for
  ///   credentials that prove nothing
  /// @param subjects whom it is counted on, for example `tenant:t_1`, `key:k_1`,
  ///   `address:192.0.2.1`
  Verdict take(String budget, List<String> subjects);

  /// What was found: the subject that is nearest to its limit is told.
  ///
  /// @param limit how many in a window
  /// @param left how many are left of them now
  /// @param fullIn until all of them are there again
  /// @param retryAfter how long to wait, if there was none left
  record Verdict(
      String budget,
      long limit,
      Duration window,
      long left,
      Duration fullIn,
      Optional<Duration> retryAfter) {

    /// Whether it was taken.
    public boolean isAllowed() {
      return retryAfter.isEmpty();
    }
  }
}
