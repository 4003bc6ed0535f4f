package io.oratio.control.trust;

import io.oratio.domain.audit.AuditLog;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what accounts and keys share. Needs beans of [TrustSettings] and [AuditLog]; may have a
/// [Clock].
@Configuration(proxyBeanMethods = false)
public class TrustParts {
  @Bean
  SigningKeys signingKeys(TrustSettings settings, ObjectProvider<Clock> clock) {
    return new FileSigningKeys(
        settings.folder().resolve("signing-keys.json"),
        settings.signingKeyLife(),
        clock.getIfAvailable(Clock::systemUTC),
        new SecureRandom());
  }

  @Bean
  Refused refused(AuditLog audit, ObjectProvider<Clock> clock) {
    return new Refused(audit, clock.getIfAvailable(Clock::systemUTC));
  }

  @Bean
  Tokens tokens(TrustSettings settings, SigningKeys keys, ObjectProvider<Clock> clock) {
    return new Tokens(
        keys, settings.baseAddress().toString(), clock.getIfAvailable(Clock::systemUTC));
  }
}
