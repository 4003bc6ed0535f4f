package io.oratio.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store of tenants does. The store may hold other tenants from before.
public abstract class TenantsContract {
  /// The store under test, the same for one test.
  protected abstract Tenants tenants();

  @Test
  void findsWhatWasSaved() {
    Tenant tenant = new Tenant(Samples.newTenant(), Samples.MANY_SCRIPTS, Samples.MORNING);
    tenants().save(tenant);
    assertThat(tenants().find(tenant.tenantId())).contains(tenant);
  }

  @Test
  void findsNobodyUnderAnUnknownId() {
    assertThat(tenants().find(Samples.newTenant())).isEmpty();
  }

  @Test
  void replacesTheTenantOfTheSameId() {
    TenantId tenantId = Samples.newTenant();
    tenants().save(new Tenant(tenantId, "Before", Samples.MORNING));
    Tenant after = new Tenant(tenantId, "After", Samples.MORNING.plusSeconds(1));
    tenants().save(after);
    assertThat(tenants().find(tenantId)).contains(after);
    assertThat(tenants().all()).filteredOn(it -> it.tenantId().equals(tenantId)).hasSize(1);
  }

  @Test
  void tellsIdsApartByCase() {
    Tenant small = new Tenant(Samples.newTenant(), "small", Samples.MORNING);
    Tenant large =
        new Tenant(
            new TenantId(small.tenantId().value().toUpperCase(java.util.Locale.ROOT)),
            "large",
            Samples.MORNING);
    tenants().save(small);
    tenants().save(large);
    assertThat(tenants().find(small.tenantId())).contains(small);
    assertThat(tenants().find(large.tenantId())).contains(large);
  }

  @Test
  void listsAllOrderedById() {
    TenantId base = Samples.newTenant();
    List<Tenant> saved =
        List.of("b", "A", "a", "_", "-", "9").stream()
            .map(it -> new Tenant(new TenantId(base + it), it, Samples.MORNING))
            .toList();
    saved.forEach(tenants()::save);
    assertThat(tenants().all())
        .filteredOn(it -> it.tenantId().value().startsWith(base.value()))
        .extracting(Tenant::name)
        .containsExactly("-", "9", "A", "_", "a", "b");
  }
}
