package io.oratio.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// What every store of tenants' policies does. The store may hold others from before.
public abstract class TenantPoliciesContract {
  private final TenantId ours = Samples.newTenant();
  private final TenantPolicy full =
      new TenantPolicy(
          ours,
          "+49",
          List.of("+49", "+4420", "101", "reception"),
          25,
          OptionalInt.of(30),
          OptionalInt.of(365),
          Samples.MORNING);

  /// The store under test, the same for one test.
  protected abstract TenantPolicies tenantPolicies();

  @Test
  void keepsEveryPartOfAPolicy() {
    tenantPolicies().save(full);
    assertThat(tenantPolicies().find(ours)).isEqualTo(full);
  }

  @Test
  void replacesWhatWasSettledBefore() {
    tenantPolicies().save(full);
    TenantPolicy bare =
        new TenantPolicy(
            ours,
            "+999",
            List.of(),
            0,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Samples.MORNING.plusSeconds(1));
    tenantPolicies().save(bare);
    assertThat(tenantPolicies().find(ours)).isEqualTo(bare);
  }

  @Test
  void answersWithTheUsualForATenantThatSettledNothing() {
    tenantPolicies().save(full);
    TenantId theirs = Samples.newTenant();
    assertThat(tenantPolicies().find(theirs)).isEqualTo(TenantPolicy.usual(theirs));
  }
}
