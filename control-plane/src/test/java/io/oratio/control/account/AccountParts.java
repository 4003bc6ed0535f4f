package io.oratio.control.account;

import io.oratio.control.limit.Budget;
import io.oratio.control.limit.InProcessRateLimits;
import io.oratio.control.trust.MovedClock;
import io.oratio.control.trust.TestTrust;
import io.oratio.control.web.RateLimits;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/// Accounts for their own tests: cheap passwords, a clock that is moved.
@Configuration(proxyBeanMethods = false)
@Import({TestTrust.class, AccountFeature.class})
class AccountParts {
  @Bean
  @Primary
  CountingPasswords countingPasswords() {
    return new CountingPasswords();
  }

  @Bean
  MovedClock movedClock() {
    return new MovedClock(Instant.now());
  }

  /// All of these tests ask from one address.
  @Bean
  RateLimits rateLimits() {
    return new InProcessRateLimits(
        Budget.usual().stream().map(it -> new Budget(it.name(), 100_000, it.window())).toList(),
        System::nanoTime);
  }
}
