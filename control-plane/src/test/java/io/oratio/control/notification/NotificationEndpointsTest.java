package io.oratio.control.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.Caller;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.Samples;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.live.Subscription;
import io.oratio.domain.notification.Notifications;
import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class NotificationEndpointsTest {
  private static ApiRig rig;
  private static Notifications notifications;

  private final TenantId tenant = rig.newTenant();
  private final ApiClient alice = person("usr_alice", Role.OPERATOR);
  private final ApiClient bob = person("usr_bob", Role.OPERATOR);
  private final ApiClient admin = person("usr_admin", Role.ADMIN);

  @BeforeAll
  static void start() {
    rig = ApiRig.start(NotificationMatrixPart.class);
    notifications = rig.bean(Notifications.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void listsThemTheNewestFirst() {
    String old = Written.to(notifications, tenant, "reception", Samples.MORNING);
    String young = Written.to(notifications, tenant, "reception", Samples.MORNING.plusSeconds(1));
    ApiAnswer first = alice.get("/api/notifications?limit=1").expect(200);
    assertThat(ids(first)).containsExactly(young);
    String next = first.json().path("nextCursor").stringValue("");
    assertThat(ids(alice.get("/api/notifications?limit=1&cursor=" + next))).containsExactly(old);
    alice.patch("/api/notifications/" + old + "/read", "").expect(200);
    assertThat(ids(alice.get("/api/notifications?status=unread"))).containsExactly(young);
    assertThat(ids(alice.get("/api/notifications?type=danger_word"))).isEmpty();
    alice.get("/api/notifications?cursor=bm90LW9uZQ").expect(400, "CURSOR_INVALID");
  }

  @Test
  void movesOnAndNeverBack() {
    String path = "/api/notifications/" + Written.to(notifications, tenant, "reception");
    assertThat(status(alice.get(path))).isEqualTo("unread");
    assertThat(status(alice.patch(path + "/acknowledge", ""))).isEqualTo("acknowledged");
    assertThat(status(alice.patch(path + "/read", ""))).isEqualTo("acknowledged");
    assertThat(status(alice.patch(path + "/acknowledge", ""))).isEqualTo("acknowledged");
    assertThat(actions()).containsExactly("notification.acknowledged");
    rig.as(tenant, Role.VIEWER).patch(path + "/read", "").expect(403, "FORBIDDEN");
  }

  @Test
  void isInTheHandsOfOneAtATime() {
    String path = "/api/notifications/" + Written.to(notifications, tenant, "reception");
    assertThat(holder(alice.post(path + "/claim", ""))).isEqualTo("usr_alice");
    assertThat(holder(alice.post(path + "/claim", ""))).isEqualTo("usr_alice");
    bob.post(path + "/claim", "").expect(409, "NOTIFICATION_CLAIMED");
    bob.post(path + "/release", "").expect(409, "NOTIFICATION_CLAIMED");
    assertThat(holder(alice.post(path + "/release", ""))).isEmpty();
    assertThat(holder(alice.post(path + "/release", ""))).isEmpty();
    assertThat(holder(bob.post(path + "/claim", ""))).isEqualTo("usr_bob");
    assertThat(holder(admin.post(path + "/release", ""))).isEmpty();
    assertThat(actions())
        .containsExactly(
            "notification.claimed",
            "notification.released",
            "notification.claimed",
            "notification.released");
  }

  @Test
  void isNotThereForAnotherTenantOrForAKeyOfOtherAgents() {
    String id = Written.to(notifications, tenant, "reception");
    String sales = Written.to(notifications, tenant, "sales");
    String path = "/api/notifications/" + id;
    ApiClient stranger = rig.as(rig.newTenant(), Role.OWNER);
    ApiClient key =
        rig.as(
            new Caller.Key(
                "key_" + UUID.randomUUID(),
                tenant,
                Set.of("notifications:read", "notifications:write"),
                Set.of("sales")));
    for (ApiClient client : List.of(stranger, key)) {
      client.get(path).expect(404, "NOTIFICATION_NOT_FOUND");
      client.patch(path + "/read", "").expect(404, "NOTIFICATION_NOT_FOUND");
      client.patch(path + "/acknowledge", "").expect(404, "NOTIFICATION_NOT_FOUND");
      client.post(path + "/claim", "").expect(404, "NOTIFICATION_NOT_FOUND");
      client.post(path + "/release", "").expect(404, "NOTIFICATION_NOT_FOUND");
    }
    assertThat(ids(key.get("/api/notifications"))).containsExactly(sales);
    assertThat(ids(stranger.get("/api/notifications"))).isEmpty();
    assertThat(status(alice.get(path))).isEqualTo("unread");
    assertThat(actions()).isEmpty();
  }

  @Test
  void tellsEveryChangeOnTheLiveChannel() throws Exception {
    String id = Written.to(notifications, tenant, "reception");
    LinkedBlockingQueue<LiveEvent> told = new LinkedBlockingQueue<>();
    try (Subscription _ = rig.bean(LiveEvents.class).subscribe(tenant, told::add)) {
      ApiAnswer answer = alice.post("/api/notifications/" + id + "/claim", "").expect(200);
      LiveEvent event = told.poll(20, TimeUnit.SECONDS);
      assertThat(event).isNotNull();
      assertThat(event.type()).isEqualTo(LiveEventType.NOTIFICATION);
      assertThat(event.agentId()).contains("reception");
      assertThat(JsonMapper.shared().readTree(event.body())).isEqualTo(answer.json());
    }
  }

  private ApiClient person(String userId, Role role) {
    return rig.as(new Caller.Person(userId, tenant, role, Optional.empty()));
  }

  private List<String> actions() {
    return rig.bean(AuditLog.class).entries(tenant, 0, 100).stream()
        .map(it -> it.action())
        .toList();
  }

  private static List<String> ids(ApiAnswer answer) {
    return answer
        .expect(200)
        .json()
        .path("data")
        .valueStream()
        .map(it -> it.path("notificationId").stringValue(""))
        .toList();
  }

  private static String status(ApiAnswer answer) {
    return answer.expect(200).json().path("status").stringValue("");
  }

  private static String holder(ApiAnswer answer) {
    return answer.expect(200).json().path("claimedBy").stringValue("");
  }
}
