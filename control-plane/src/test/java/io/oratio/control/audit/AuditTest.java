package io.oratio.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.Samples;
import io.oratio.domain.audit.AuditEntry;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class AuditTest {
  private static ApiRig rig;
  private TenantId tenantId;
  private ApiClient owner;

  @BeforeAll
  static void start() {
    rig = ApiRig.start(AuditFeature.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void begin() {
    tenantId = rig.newTenant();
    owner = rig.as(tenantId, Role.OWNER);
  }

  @Test
  void showsWhoDidWhatFromWhere() {
    rig.bean(AuditLog.class)
        .append(
            tenantId,
            Samples.MORNING,
            "user/usr_1",
            "key.revoked",
            "key/abc",
            "{\"ip\":\"192.0.2.1\",\"requestId\":\"req_1\",\"why\":\"lost\",\"count\":2}");

    JsonNode entry = owner.get("/api/audit").expect(200).json().at("/data/0");

    assertThat(entry.at("/actor/kind").stringValue("")).isEqualTo("user");
    assertThat(entry.at("/actor/id").stringValue("")).isEqualTo("usr_1");
    assertThat(entry.at("/target/kind").stringValue("")).isEqualTo("key");
    assertThat(entry.path("ipAddress").stringValue("")).isEqualTo("192.0.2.1");
    assertThat(entry.path("requestId").stringValue("")).isEqualTo("req_1");
    assertThat(entry.at("/details/why").stringValue("")).isEqualTo("lost");
    assertThat(entry.at("/details/count").stringValue("")).isEqualTo("2");
    assertThat(rig.as(rig.newTenant(), Role.OWNER).get("/api/audit").json().path("data")).isEmpty();
    rig.as(tenantId, Role.OPERATOR).get("/api/audit").expect(403, "FORBIDDEN");
  }

  @Test
  void pagesThroughTheNewestFirstAndWithinATime() {
    for (int i = 0; i < 10; i++) {
      append(Samples.MORNING.plus(Duration.ofHours(i)), "system");
    }
    assertThat(sequences("")).containsExactly(10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    String from = "&from=" + Samples.MORNING.plus(Duration.ofHours(2));
    String to = "&to=" + Samples.MORNING.plus(Duration.ofHours(5));
    assertThat(sequences(from + to)).containsExactly(5, 4, 3);
    owner.get("/api/audit?cursor=AAAA").expect(400, "CURSOR_INVALID");
  }

  @Test
  void verifiesTheChain() {
    JsonNode empty = owner.get("/api/audit/verify").expect(200).json();
    assertThat(empty.path("entries").longValue(-1)).isZero();
    append(Samples.MORNING, "user/usr_1");
    append(Samples.MORNING, "key/abc");

    JsonNode verdict = owner.get("/api/audit/verify").expect(200).json();

    assertThat(verdict.path("intact").booleanValue(false)).isTrue();
    assertThat(verdict.path("entries").longValue(0)).isEqualTo(2);
    assertThat(verdict.path("lastHash").stringValue("")).hasSize(64);
  }

  private void append(Instant at, String actor) {
    AuditEntry entry =
        rig.bean(AuditLog.class).append(tenantId, at, actor, "agent.changed", "agent/agt_1", "");
    assertThat(entry.isIntact()).isTrue();
  }

  private List<Integer> sequences(String filter) {
    List<Integer> found = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = owner.get("/api/audit?limit=3" + filter + cursor).expect(200).json();
      page.path("data").forEach(it -> found.add(it.path("sequence").intValue(0)));
      cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").stringValue("") : "";
    } while (!cursor.isEmpty() && found.size() < 50);
    return found;
  }
}
