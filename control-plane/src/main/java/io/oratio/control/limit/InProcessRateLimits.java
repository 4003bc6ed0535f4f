package io.oratio.control.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.oratio.control.web.RateLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// Budgets of one process. Whoever has not asked for longest is forgotten first, so that a flood of
/// addresses does not fill the memory.
public final class InProcessRateLimits implements RateLimits {
  private static final int SUBJECTS_MAX = 50_000;

  private final Map<String, Budget> budgets;
  private final TimeMeter time;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > SUBJECTS_MAX;
        }
      };

  public InProcessRateLimits(List<Budget> budgets, LongSupplier nanoClock) {
    this.budgets = budgets.stream().collect(Collectors.toMap(Budget::name, it -> it));
    this.time =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return nanoClock.getAsLong();
          }

          @Override
          public boolean isWallClockBased() {
            return false;
          }
        };
  }

  @Override
  public Verdict take(String budgetName, List<String> subjects) {
    Budget budget = budgets.get(budgetName);
    if (budget == null) {
      throw new IllegalArgumentException("there is no budget " + budgetName);
    }
    List<Bucket> taken = new ArrayList<>();
    Verdict nearest =
        new Verdict(
            budgetName,
            budget.limit(),
            budget.window(),
            budget.limit(),
            Duration.ZERO,
            Optional.empty());
    for (String subject : subjects) {
      Bucket bucket = bucket(budget, subject);
      ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
      Verdict verdict =
          new Verdict(
              budgetName,
              budget.limit(),
              budget.window(),
              probe.getRemainingTokens(),
              Duration.ofNanos(probe.getNanosToWaitForReset()),
              probe.isConsumed()
                  ? Optional.empty()
                  : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill())));
      if (!verdict.isAllowed()) {
        taken.forEach(it -> it.addTokens(1));
        return verdict;
      }
      taken.add(bucket);
      nearest = verdict.left() < nearest.left() ? verdict : nearest;
    }
    return nearest;
  }

  private Bucket bucket(Budget budget, String subject) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(
          budget.name() + " " + subject,
          _ ->
              Bucket.builder()
                  .addLimit(
                      it ->
                          it.capacity(budget.limit()).refillGreedy(budget.limit(), budget.window()))
                  .withCustomTimePrecision(time)
                  .build());
    }
  }
}
