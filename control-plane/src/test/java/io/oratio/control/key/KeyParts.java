package io.oratio.control.key;

import io.oratio.control.trust.MovedClock;
import io.oratio.control.trust.TestTrust;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Keys for their own tests, and a clock that is moved.
@Configuration(proxyBeanMethods = false)
@Import({TestTrust.class, KeyFeature.class, GuardedEndpoints.class})
class KeyParts {
  @Bean
  MovedClock movedClock() {
    return new MovedClock(Instant.now());
  }
}
