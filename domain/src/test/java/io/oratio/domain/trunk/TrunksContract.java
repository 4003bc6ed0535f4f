package io.oratio.domain.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
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

  @Test
  void writesNoTrunkWhoseAddressesAnotherTenantHasAlready() {
    int net = ThreadLocalRandom.current().nextInt(1 << 16);
    String prefix = "10." + (net >> 8) + "." + (net & 0xff) + ".";
    Trunk first = at(ours, "first", prefix + "0/25");
    assertThat(trunks().claim(first)).isTrue();
    assertThat(trunks().claim(at(theirs, "same", prefix + "0/25"))).isFalse();
    assertThat(trunks().claim(at(theirs, "within", "192.0.2.1", prefix + "7"))).isFalse();
    assertThat(trunks().claim(at(theirs, "around", prefix + "0/24"))).isFalse();
    Trunk beside = at(theirs, "beside", prefix + "128/25");
    assertThat(trunks().claim(beside)).isTrue();
    assertThat(trunks().claim(at(theirs, "beside", prefix + "0/24"))).isFalse();
    assertThat(trunks().list(theirs)).containsExactly(beside);
    Trunk narrower = at(ours, "within", prefix + "7");
    assertThat(trunks().claim(narrower)).isTrue();
    trunks().remove(ours, "first");
    trunks().remove(ours, "within");
    assertThat(trunks().claim(at(theirs, "same", prefix + "0/25"))).isTrue();
  }

  @Test
  void writesOneAtMostOfManyTrunksThatClaimOneAddressAtOnce() throws Exception {
    int net = ThreadLocalRandom.current().nextInt(1 << 16);
    String address = "11." + (net >> 8) + "." + (net & 0xff) + ".1";
    List<Callable<Boolean>> claims = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Trunk trunk = at(Samples.newTenant(), "carrier", address);
      claims.add(() -> trunks().claim(trunk));
    }
    int written = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(claims.size())) {
      for (Future<Boolean> claim : threads.invokeAll(claims)) {
        written += claim.get() ? 1 : 0;
      }
    }
    assertThat(written).isLessThanOrEqualTo(1);
    assertThat(trunks().all())
        .filteredOn(it -> it.allowedSources().contains(Cidr.parse(address)))
        .hasSize(written);
  }

  private static Trunk at(TenantId tenantId, String trunkId, String... sources) {
    return new Trunk(
        tenantId,
        trunkId,
        "",
        Optional.empty(),
        5060,
        Trunk.Transport.UDP,
        Optional.empty(),
        Stream.of(sources).map(Cidr::parse).toList(),
        List.of("PCMU"),
        false,
        1,
        1);
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
