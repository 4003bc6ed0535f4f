package io.oratio.control.notification;

import io.oratio.domain.account.Members;
import io.oratio.domain.account.Users;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.notification.Notifications;
import io.oratio.runtime.handoff.AnnouncedNotifications;
import io.oratio.runtime.mail.Mail;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the notifications of the API. It needs a [Clock], [Mail], [LiveEvents] and the stores, the
/// one of notifications as it is: what is changed here is announced here. [NotificationSettings]
/// are the usual ones unless there are others.
@Configuration(proxyBeanMethods = false)
public class NotificationFeature {
  @Bean
  NotificationEndpoints notificationEndpoints(
      Notifications notifications, LiveEvents events, AuditLog audit, Clock clock) {
    return new NotificationEndpoints(
        new AnnouncedNotifications(notifications, events, clock), audit, clock);
  }

  @Bean
  Escalation escalation(
      Notifications notifications,
      LiveEvents events,
      Members members,
      Users users,
      Mail mail,
      AuditLog audit,
      Clock clock,
      ObjectProvider<NotificationSettings> settings) {
    return new Escalation(
        new AnnouncedNotifications(notifications, events, clock),
        new Admins(members, users),
        mail,
        audit,
        clock,
        settings.getIfAvailable(NotificationSettings::usual).escalateAfter());
  }

  @Bean
  EscalationSchedule escalationSchedule(
      Escalation escalation, ObjectProvider<NotificationSettings> settings) {
    return new EscalationSchedule(
        escalation, settings.getIfAvailable(NotificationSettings::usual).lookEvery());
  }
}
