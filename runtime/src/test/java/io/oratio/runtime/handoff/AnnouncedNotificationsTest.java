package io.oratio.runtime.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.live.InProcessLiveEvents;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.Subscription;
import io.oratio.domain.notification.InMemoryNotifications;
import io.oratio.domain.notification.Notification;
import io.oratio.domain.tenant.TenantId;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class AnnouncedNotificationsTest {
  private final TenantId tenant = Samples.newTenant();
  private final LinkedBlockingQueue<LiveEvent> told = new LinkedBlockingQueue<>();

  @Test
  void tellsWhatIsWritten() throws Exception {
    try (InProcessLiveEvents bus = new InProcessLiveEvents(Clock.systemUTC());
        Subscription _ = bus.subscribe(tenant, told::add)) {
      AnnouncedNotifications notifications =
          new AnnouncedNotifications(new InMemoryNotifications(), bus, Clock.systemUTC());
      notifications.add(Samples.notification(tenant, "ntf_1", Samples.MORNING));
      assertThat(next().path("status").stringValue()).isEqualTo("unread");
      assertThat(notifications.escalate(tenant, "ntf_1", Samples.MORNING)).isTrue();
      assertThat(next().path("priority").stringValue()).isEqualTo("urgent");
      assertThat(notifications.escalate(tenant, "ntf_1", Samples.MORNING)).isFalse();
      notifications.claim(tenant, "ntf_1", "usr_1", Samples.MORNING);
      assertThat(next().path("claimedBy").stringValue()).isEqualTo("usr_1");
      notifications.mark(tenant, "none", Notification.Status.READ);
      notifications.emailSent(tenant, "ntf_1");
      assertThat(next().path("emailSent").booleanValue()).isTrue();
    }
  }

  @Test
  void tellsOfALongOneWithoutItsMetadata() throws Exception {
    try (InProcessLiveEvents bus = new InProcessLiveEvents(Clock.systemUTC());
        Subscription _ = bus.subscribe(tenant, told::add)) {
      Map<String, String> metadata = new HashMap<>();
      for (int i = 0; i < 32; i++) {
        metadata.put("name" + i, "\u20ac".repeat(1000));
      }
      Notification it = Samples.notification(tenant, "ntf_1", Samples.MORNING);
      new AnnouncedNotifications(new InMemoryNotifications(), bus, Clock.systemUTC())
          .add(
              new Notification(
                  tenant,
                  it.notificationId(),
                  it.userId(),
                  it.agentId(),
                  it.sessionId(),
                  it.type(),
                  it.status(),
                  it.priority(),
                  "\u0001".repeat(4096),
                  metadata,
                  false,
                  it.createdAt()));
      JsonNode event = next();
      assertThat(event.path("metadata")).isEmpty();
      assertThat(event.path("notificationId").stringValue()).isEqualTo("ntf_1");
    }
  }

  private JsonNode next() throws InterruptedException {
    LiveEvent event = told.poll(20, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    return JsonMapper.shared().readTree(event.body());
  }
}
