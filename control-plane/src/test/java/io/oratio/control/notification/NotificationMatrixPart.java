package io.oratio.control.notification;

import io.oratio.control.rig.MatrixPart;
import io.oratio.control.rig.SampleRecord;
import io.oratio.domain.notification.Notifications;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;

/// Notifications over stores in memory.
@MatrixPart
@Configuration(proxyBeanMethods = false)
@Import(NotificationFeature.class)
public class NotificationMatrixPart {
  /// Nothing is written by itself while a test looks.
  @Bean
  @Fallback
  NotificationSettings quietNotifications() {
    return new NotificationSettings(Duration.ofDays(1), Duration.ofDays(1));
  }

  @Bean
  SampleRecord sampleNotification(Notifications notifications) {
    return new SampleRecord() {
      @Override
      public String parameter() {
        return "notificationId";
      }

      @Override
      public String write(TenantId tenantId) {
        return Written.to(notifications, tenantId, "reception");
      }
    };
  }
}
