package io.oratio.domain.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store of trunks does. The store may hold other tenants' trunks from before.
public abstract class TrunksContract {
  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();

  /// The store under test, the same for one test.
  protected abstract Trunks trunks();

  @Test
  void keepsEveryPartOfATrunk() {
    Trunk trunk = Samples.trunk(ours, "carrier");
    trunks().save(trunk);
    assertThat(trunks().list(ours)).containsExactly(trunk);
    assertThat(trunks().list(ours).getFirst().credentials().orElseThrow().password().reveal())
        .isEqualTo("wonderland");
  }

  @Test
  void keepsAPasswordOfManyScripts() {
    Trunk trunk = withPassword("carrier", Samples.MANY_SCRIPTS);
    trunks().save(trunk);
    assertThat(trunks().list(ours)).containsExactly(trunk);
  }

  @Test
  void keepsATrunkWithNothingOptional() {
    Trunk trunk =
        new Trunk(
            ours,
            "pbx",
            "",
            Optional.empty(),
            5060,
            Trunk.Transport.UDP,
            Optional.empty(),
            List.of(Cidr.parse("127.0.0.1")),
            List.of("PCMU"),
            false,
            1,
            1);
    trunks().save(trunk);
    assertThat(trunks().list(ours)).containsExactly(trunk);
  }

  @Test
  void replacesTheTrunkOfTheSameId() {
    trunks().save(Samples.trunk(ours, "carrier"));
    Trunk after = withPassword("carrier", "another");
    trunks().save(after);
    assertThat(trunks().list(ours)).containsExactly(after);
  }

  @Test
  void listsOnlyTheTenantsTrunksOrderedById() {
    for (String id : List.of("b", "A", "a", "_", "-", "9")) {
      trunks().save(Samples.trunk(ours, id));
    }
    trunks().save(Samples.trunk(theirs, "c"));
    assertThat(trunks().list(ours))
        .extracting(Trunk::trunkId)
        .containsExactly("-", "9", "A", "_", "a", "b");
  }

  @Test
  void listsEveryTenantsTrunksOrderedByTenantAndId() {
    TenantId first = new TenantId(ours + "A");
    TenantId second = new TenantId(ours + "a");
    trunks().save(Samples.trunk(second, "x"));
    trunks().save(Samples.trunk(second, "b"));
    trunks().save(Samples.trunk(first, "y"));
    assertThat(trunks().all())
        .filteredOn(it -> it.tenantId().value().startsWith(ours.value()))
        .extracting(Trunk::trunkId)
        .containsExactly("y", "b", "x");
  }

  @Test
  void removesATrunkAndDoesNotMindASecondTime() {
    trunks().save(Samples.trunk(ours, "carrier"));
    trunks().remove(ours, "carrier");
    trunks().remove(ours, "carrier");
    assertThat(trunks().list(ours)).isEmpty();
  }

  @Test
  void leavesAnotherTenantsTrunkAlone() {
    Trunk trunk = Samples.trunk(theirs, "carrier");
    trunks().save(trunk);
    trunks().remove(ours, "carrier");
    trunks().save(withPassword("carrier", "ours"));
    assertThat(trunks().list(theirs)).containsExactly(trunk);
  }

  private Trunk withPassword(String trunkId, String password) {
    return new Trunk(
        ours,
        trunkId,
        "Carrier",
        Optional.empty(),
        5060,
        Trunk.Transport.TCP,
        Optional.of(new Trunk.Credentials("bob", new Secret(password), "")),
        List.of(),
        List.of("PCMA"),
        false,
        2,
        3);
  }
}
