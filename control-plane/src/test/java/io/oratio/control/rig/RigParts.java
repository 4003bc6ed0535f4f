package io.oratio.control.rig;

import io.oratio.domain.mail.Mailbox;
import io.oratio.runtime.mail.Mail;
import io.oratio.runtime.mail.TableMail;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;

/// What a rig has over any stores.
@Configuration(proxyBeanMethods = false)
class RigParts {
  @Bean
  Mail mail(Mailbox mailbox) {
    return new TableMail(mailbox);
  }

  /// A test that moves the time has a clock of its own.
  @Bean
  @Fallback
  Clock clock() {
    return Clock.systemUTC();
  }
}
