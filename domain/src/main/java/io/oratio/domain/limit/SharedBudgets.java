package io.oratio.domain.limit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Counts requests of all nodes together. Each subject of a budget has a bucket that holds `limit`
/// and fills up steadily, so that an empty one is full after the window.
public interface SharedBudgets {
  /// Takes one from each subject's bucket, or from none if one of them has none left.
  ///
  /// @param budget its name; the same subject is counted apart on each
  /// @param limit at least 1
  /// @param window positive
  /// @param subjects at least one, for example `tenant:t_1`
  /// @return what was found of the subject that is nearest to its limit; empty if nobody can say at
  ///   the moment
  Optional<Taken> take(String budget, long limit, Duration window, List<String> subjects);

  /// What was found.
  ///
  /// @param left how many are left
  /// @param fullIn until the bucket is full again
  /// @param retryAfter how long to wait for one, if there was none left
  record Taken(long left, Duration fullIn, Optional<Duration> retryAfter) {}
}
