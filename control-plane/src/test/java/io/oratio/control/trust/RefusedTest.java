package io.oratio.control.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.audit.AuditEntry;
import io.oratio.domain.audit.InMemoryAuditLog;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RefusedTest {
  private final TenantId flooded = Samples.newTenant();
  private final TenantId other = Samples.newTenant();
  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private final AtomicReference<Instant> now = new AtomicReference<>(Samples.MORNING);
  private final Refused refused = new Refused(log, now::get);

  @Test
  void writesSoManyAnHourAndSaysHowManyWereLeftOut() {
    for (int i = 0; i < 10_000; i++) {
      note(flooded);
    }
    note(other);
    assertThat(entries(flooded)).hasSize(Refused.MOST);
    assertThat(entries(other)).hasSize(1);
    now.set(now.get().plus(Duration.ofHours(1)));
    note(flooded);
    note(flooded);
    List<AuditEntry> all = entries(flooded);
    assertThat(all).hasSize(Refused.MOST + 2);
    assertThat(all.get(Refused.MOST).details()).contains("\"leftOutBefore\":9970");
    assertThat(all.get(Refused.MOST + 1).details()).doesNotContain("leftOut");
    assertThat(all)
        .allSatisfy(
            it -> {
              assertThat(it.actor()).isEqualTo("nobody");
              assertThat(it.details()).contains("192.0.2.1");
            });
  }

  private void note(TenantId tenantId) {
    refused.note(tenantId, "key.refused", "key/k", "192.0.2.1", Map.of("why", "secret"));
  }

  private List<AuditEntry> entries(TenantId tenantId) {
    return log.entries(tenantId, 0, 1000);
  }
}
