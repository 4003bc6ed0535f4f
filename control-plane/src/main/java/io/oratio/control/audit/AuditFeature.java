package io.oratio.control.audit;

import io.oratio.domain.audit.AuditLog;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the feature. Needs a bean of [AuditLog]; may have a [Clock].
@Configuration(proxyBeanMethods = false)
public class AuditFeature {
  @Bean
  AuditEndpoints auditEndpoints(AuditLog log, ObjectProvider<Clock> clock) {
    return new AuditEndpoints(log, clock.getIfAvailable(Clock::systemUTC));
  }
}
