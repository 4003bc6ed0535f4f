package io.oratio.control.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.TenantPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class TenantTest {
  private static ApiRig rig;

  @BeforeAll
  static void start() {
    rig = ApiRig.start(TenantFeature.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void changesWhatIsNamedAndLeavesTheRest() {
    TenantId tenantId = rig.newTenant();
    TenantId other = rig.newTenant();
    ApiClient owner = rig.as(tenantId, Role.OWNER);

    owner.patch("/api/tenant", "{\"name\": \"Acme\", \"homeCountry\": \"+44\"}").expect(200);
    owner
        .patch("/api/tenant", "{\"allowedDestinations\": [\"+4420\", \"100\", \"desk\"]}")
        .expect(200);
    JsonNode tenant = owner.patch("/api/tenant", "{\"retentionDays\": 30}").expect(200).json();

    assertThat(tenant.path("name").stringValue("")).isEqualTo("Acme");
    assertThat(tenant.path("homeCountry").stringValue("")).isEqualTo("+44");
    assertThat(tenant.path("allowedDestinations")).hasSize(3);
    assertThat(tenant.path("retentionDays").intValue(0)).isEqualTo(30);
    assertThat(tenant.path("quotas")).hasSize(5);
    TenantPolicies policies = rig.bean(TenantPolicies.class);
    assertThat(policies.find(tenantId).sessionRetentionDays()).hasValue(30);
    assertThat(policies.find(other)).isEqualTo(TenantPolicy.usual(other));
    assertThat(rig.bean(AuditLog.class).latest(tenantId, Long.MAX_VALUE, 10)).hasSize(3);
    owner.patch("/api/tenant", "{\"retentionDays\": 0}").expect(200);
    assertThat(policies.find(tenantId).sessionRetentionDays()).isEmpty();
  }

  @Test
  void isChangedByOwnersOnlyAndOnlyInWhatMayBeChanged() {
    TenantId tenantId = rig.newTenant();
    rig.as(tenantId, Role.ADMIN).patch("/api/tenant", "{\"name\": \"b\"}").expect(403, "FORBIDDEN");
    rig.as(tenantId, Role.VIEWER).get("/api/tenant").expect(200);
    ApiClient owner = rig.as(tenantId, Role.OWNER);
    owner.patch("/api/tenant", "{\"tenantId\": \"t_1\"}").expect(400, "REQUEST_INVALID");
    owner.patch("/api/tenant", "{\"quotas\": []}").expect(400, "REQUEST_INVALID");
    owner.patch("/api/tenant", "{\"name\": \"  \"}").expect(400, "REQUEST_INVALID");
    assertThat(rig.bean(AuditLog.class).latest(tenantId, Long.MAX_VALUE, 10)).isEmpty();
  }
}
