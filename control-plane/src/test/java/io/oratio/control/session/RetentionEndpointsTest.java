package io.oratio.control.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.Samples;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.Tenant;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class RetentionEndpointsTest {
  @Test
  void settlesHowLongSessionsAreKeptAndShowsTheLastProof() {
    try (ApiRig rig = ApiRig.start(SessionMatrixPart.class)) {
      TenantId tenant = rig.newTenant();
      rig.bean(Tenants.class).save(new Tenant(tenant, "Hotel", Samples.MORNING));
      ApiClient owner = rig.as(tenant, Role.OWNER);
      JsonNode before = owner.get("/api/retention").expect(200).json();
      assertThat(before.path("retentionDays").intValue()).isZero();
      assertThat(before.has("lastProof")).isFalse();

      owner.put("/api/retention", "{\"retentionDays\": 30, \"recordingDays\": 7}").expect(200);
      rig.as(tenant, Role.ADMIN)
          .put("/api/retention", "{\"retentionDays\": 0}")
          .expect(403, "FORBIDDEN");
      owner.put("/api/retention", "{\"retentionDays\": 4000}").expect(400, "REQUEST_INVALID");

      Instant old = Instant.now().minus(Duration.ofDays(31));
      rig.bean(Sessions.class).open(Samples.session(tenant, "ses_1", old));
      rig.bean(Sessions.class).complete(tenant, "ses_1", Samples.completion(old.plusSeconds(9)));
      rig.bean(Retention.class).run();

      JsonNode after = rig.as(tenant, Role.VIEWER).get("/api/retention").expect(200).json();
      assertThat(after.path("retentionDays").intValue()).isEqualTo(30);
      assertThat(after.path("recordingDays").intValue()).isEqualTo(7);
      assertThat(after.at("/lastProof/sessions").intValue()).isEqualTo(1);
      assertThat(after.at("/lastProof/hash").stringValue()).hasSize(64);
      assertThat(rig.bean(AuditLog.class).entries(tenant, 0, 10))
          .extracting(it -> it.action())
          .containsExactly("retention.changed", "retention.run");

      owner.put("/api/retention", "{\"retentionDays\": 0}").expect(200);
      assertThat(owner.get("/api/retention").json().has("recordingDays")).isFalse();
    }
  }
}
