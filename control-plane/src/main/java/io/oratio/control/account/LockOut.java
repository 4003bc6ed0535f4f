package io.oratio.control.account;

import io.oratio.control.trust.Secrets;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.account.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Makes whoever guesses wait, twice as long each time: for one account, whether it is there or
/// not, and for one address that passwords come from. Counted in this process; what an account has
/// failed is kept in the store beside, for other processes. Bounded: whoever has failed longest ago
/// is forgotten first.
final class LockOut {
  private static final int FREE_OF_ACCOUNT = 4;
  private static final int FREE_OF_ADDRESS = 20;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int MOST = 50_000;

  private final InstantSource clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST;
        }
      };

  private record Failures(int count, Instant last, Instant until) {}

  LockOut(InstantSource clock) {
    this.clock = clock;
  }

  /// How long an account is locked after so many failures in a row.
  static Duration ofAccount(int failures) {
    return after(failures, FREE_OF_ACCOUNT);
  }

  /// @throws Refusal 429 while the account or the address has to wait
  void check(EmailAddress email, String address) {
    check(account(email));
    check("address " + address);
  }

  /// @throws Refusal 429 until then
  void check(Optional<Instant> lockedUntil) {
    lockedUntil.filter(it -> clock.instant().isBefore(it)).ifPresent(this::refuse);
  }

  /// Counts one that failed.
  ///
  /// @return whether the account has to wait from now on
  boolean failed(EmailAddress email, String address) {
    count("address " + address, FREE_OF_ADDRESS);
    return count(account(email), FREE_OF_ACCOUNT).isPositive();
  }

  /// Forgets what the account has failed. The address stays counted: whoever owns one account could
  /// else guess at others without end.
  void succeeded(EmailAddress email) {
    synchronized (failures) {
      failures.remove(account(email));
    }
  }

  private void check(String subject) {
    Optional<Instant> until;
    synchronized (failures) {
      until = Optional.ofNullable(failures.get(subject)).map(Failures::until);
    }
    check(until);
  }

  private Duration count(String subject, int free) {
    Instant now = clock.instant();
    synchronized (failures) {
      Failures before = failures.get(subject);
      boolean isForgotten =
          before == null || now.isAfter(before.last().plus(LONGEST.multipliedBy(2)));
      int count = isForgotten ? 1 : before.count() + 1;
      Duration wait = after(count, free);
      failures.put(subject, new Failures(count, now, now.plus(wait)));
      return wait;
    }
  }

  private void refuse(Instant until) {
    throw Refusal.of(
            ErrorCode.LOCKED_OUT, "Too many have failed; wait, then try again, or reset it.")
        .retryAfter(Duration.between(clock.instant(), until));
  }

  private static Duration after(int failures, int free) {
    if (failures <= free) {
      return Duration.ZERO;
    }
    Duration wait = Duration.ofSeconds(1L << Math.min(failures - free - 1, 20));
    return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
  }

  /// The address itself is not kept.
  private static String account(EmailAddress email) {
    return "account " + Secrets.hash(email.reveal()).reveal();
  }
}
