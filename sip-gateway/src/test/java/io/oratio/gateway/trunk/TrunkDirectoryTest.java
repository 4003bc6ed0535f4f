package io.oratio.gateway.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.AddressTrust;
import io.oratio.domain.trunk.Cidr;
import io.oratio.domain.trunk.Secret;
import io.oratio.domain.trunk.Trunk;
import io.oratio.domain.trunk.Trunks;
import io.oratio.gateway.trunk.SourceVerdict.Challenge;
import io.oratio.gateway.trunk.SourceVerdict.Contested;
import io.oratio.gateway.trunk.SourceVerdict.Known;
import io.oratio.gateway.trunk.SourceVerdict.Shared;
import io.oratio.gateway.trunk.SourceVerdict.Unknown;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrunkDirectoryTest {
  private static final TenantId OPERATOR = new TenantId("operator");
  private static final TenantId ONE = new TenantId("t");
  private static final TenantId OTHER = new TenantId("other");

  private static Trunk trunk(String id, String user, String... cidrs) {
    return trunk(ONE, id, user, cidrs);
  }

  private static Trunk trunk(TenantId tenantId, String id, String user, String... cidrs) {
    return new Trunk(
        tenantId,
        id,
        id,
        Optional.empty(),
        5060,
        Trunk.Transport.UDP,
        user.isEmpty()
            ? Optional.empty()
            : Optional.of(new Trunk.Credentials(user, new Secret("p"), "realm-" + id)),
        List.of(cidrs).stream().map(Cidr::parse).toList(),
        List.of("PCMU"),
        false,
        1,
        1);
  }

  private record Fixed(List<Trunk> all) implements Trunks {
    @Override
    public void save(Trunk trunk) {
      all.add(trunk);
    }

    @Override
    public boolean claim(Trunk trunk) {
      return all.add(trunk);
    }

    @Override
    public List<Trunk> list(TenantId tenantId) {
      return all;
    }

    @Override
    public void remove(TenantId tenantId, String trunkId) {
      all.removeIf(trunk -> trunk.trunkId().equals(trunkId));
    }
  }

  private static InetAddress at(String literal) throws Exception {
    return InetAddress.getByName(literal);
  }

  private static TrunkDirectory of(Trunk... trunks) {
    return new TrunkDirectory(
        new Fixed(new ArrayList<>(List.of(trunks))), AddressTrust.of(OPERATOR));
  }

  @Test
  void knowsATrunkByItsNarrowestRange() throws Exception {
    Trunk wide = trunk("wide", "", "10.0.0.0/8");
    Trunk narrow = trunk("narrow", "", "10.1.0.0/16", "2001:db8::/32");
    TrunkDirectory directory = of(wide, narrow);
    assertThat(directory.identify(at("10.2.0.1"), Optional.empty())).isEqualTo(new Known(wide));
    assertThat(directory.identify(at("10.1.0.1"), Optional.empty())).isEqualTo(new Known(narrow));
    assertThat(directory.identify(at("2001:db8::1"), Optional.empty()))
        .isEqualTo(new Known(narrow));
    assertThat(directory.identify(at("11.0.0.1"), Optional.empty())).isEqualTo(new Unknown());
    assertThat(directory.mayBeAnswered(at("11.0.0.1"))).isFalse();
  }

  @Test
  void challengesAnyoneOnlyWhenSomeTrunkNeedsNoAddress() throws Exception {
    Trunk anywhere = trunk("anywhere", "alice");
    Trunk listed = trunk("listed", "bob", "10.0.0.0/8");
    assertThat(of(listed).identify(at("11.0.0.1"), Optional.of("bob"))).isEqualTo(new Unknown());
    TrunkDirectory both = of(anywhere, listed);
    assertThat(both.identify(at("11.0.0.1"), Optional.empty()))
        .isEqualTo(new Challenge(List.of(anywhere)));
    assertThat(both.identify(at("10.0.0.1"), Optional.of("bob")))
        .isEqualTo(new Challenge(List.of(listed)));
    assertThat(both.identify(at("11.0.0.1"), Optional.of("bob")))
        .isEqualTo(new Challenge(List.of()));
    assertThat(both.realms(at("10.0.0.1"))).containsExactly("realm-listed", "realm-anywhere");
    assertThat(both.isListed(at("11.0.0.1"))).isFalse();
    assertThat(both.isListed(at("10.0.0.1"))).isTrue();
  }

  @Test
  void letsCredentialsChooseAmongTrunksOfOneAddress() throws Exception {
    Trunk open = trunk("open", "", "10.0.0.0/8");
    Trunk named = trunk("named", "alice", "10.0.0.0/8");
    TrunkDirectory directory = of(open, named);
    assertThat(directory.identify(at("10.0.0.1"), Optional.empty())).isEqualTo(new Known(open));
    assertThat(directory.identify(at("10.0.0.1"), Optional.of("alice")))
        .isEqualTo(new Challenge(List.of(named)));
    assertThat(directory.identify(at("10.0.0.1"), Optional.of("carol"))).isEqualTo(new Known(open));
  }

  @Test
  void knowsNobodyByAnAddressThatTwoTenantsList() throws Exception {
    Trunk wide = trunk(ONE, "wide", "", "10.0.0.0/8");
    Trunk narrow = trunk(OTHER, "narrow", "", "10.1.0.0/16");
    TrunkDirectory directory = of(wide, narrow);
    assertThat(directory.identify(at("10.2.0.1"), Optional.empty())).isEqualTo(new Known(wide));
    assertThat(directory.identify(at("10.1.0.1"), Optional.empty())).isEqualTo(new Contested());
    assertThat(directory.identify(at("10.1.0.1"), Optional.of("x"))).isEqualTo(new Contested());
  }

  @Test
  void letsCredentialsDecideWhoseAnAddressOfTwoTenantsIs() throws Exception {
    Trunk taker = trunk(ONE, "taker", "", "10.0.0.0/8");
    Trunk owner = trunk(OTHER, "owner", "alice", "10.1.0.0/16");
    TrunkDirectory directory = of(taker, owner);
    assertThat(directory.identify(at("10.1.0.1"), Optional.empty()))
        .isEqualTo(new Challenge(List.of(owner)));
    assertThat(directory.identify(at("10.1.0.1"), Optional.of("alice")))
        .isEqualTo(new Challenge(List.of(owner)));
    assertThat(directory.identify(at("10.1.0.1"), Optional.of("carol")))
        .isEqualTo(new Challenge(List.of()));
    assertThat(directory.identify(at("10.2.0.1"), Optional.empty())).isEqualTo(new Known(taker));
  }

  @Test
  void takesNobodysWordForThisMachineOrTheWholeInternetButTheOperators() throws Exception {
    for (String range : List.of("127.0.0.1", "0.0.0.0/0", "127.0.0.0/8", "0.0.0.0/1")) {
      assertThat(of(trunk(ONE, "t", "", range)).identify(at("127.0.0.1"), Optional.empty()))
          .as(range)
          .isEqualTo(new Unknown());
      Trunk own = trunk(OPERATOR, "local", "", range);
      assertThat(
              of(own, trunk(ONE, "t", "", "127.0.0.1")).identify(at("127.0.0.1"), Optional.empty()))
          .as(range)
          .isEqualTo(new Known(own));
    }
    assertThat(of(trunk(ONE, "t", "", "::/0")).identify(at("2001:db8::1"), Optional.empty()))
        .isEqualTo(new Unknown());
  }

  @Test
  void asksWhatIsDialledOnAMachineThatTenantsShareAndTheOperatorFirst() throws Exception {
    Trunk own = trunk(OPERATOR, "local", "", "127.0.0.0/8");
    Trunk one = trunk(ONE, "t", "", "127.0.0.1");
    Trunk other = trunk(OTHER, "t", "", "127.0.0.1", "10.0.0.0/8");
    TrunkDirectory directory =
        new TrunkDirectory(
            new Fixed(new ArrayList<>(List.of(other, one, own))),
            AddressTrust.of(OPERATOR).sharingThisMachine(),
            (trunk, dialled) ->
                dialled.equals(trunk.tenantId().value())
                    || dialled.equals("everybody's")
                    || dialled.equals("theirs") && !trunk.tenantId().equals(OPERATOR));
    Shared shared = (Shared) directory.identify(at("127.0.0.1"), Optional.empty());
    assertThat(shared.trunks()).containsExactlyInAnyOrder(own, one, other).startsWith(own);
    assertThat(directory.answering(shared, ONE.value())).isEqualTo(one);
    assertThat(directory.answering(shared, OTHER.value())).isEqualTo(other);
    assertThat(directory.answering(shared, "everybody's")).isEqualTo(own);
    assertThat(directory.answering(shared, "theirs")).isIn(one, other);
    assertThat(directory.answering(shared, "nobody's")).isEqualTo(own);
    assertThat(directory.identify(at("127.0.0.2"), Optional.empty())).isEqualTo(new Known(own));
    assertThat(directory.identify(at("10.1.0.1"), Optional.empty())).isEqualTo(new Known(other));
  }

  @Test
  void letsNoTenantHideAnothersRealmBehindItsOwn() throws Exception {
    TrunkDirectory directory =
        of(
            trunk(ONE, "a", "mallory"),
            trunk(ONE, "b", "mallory"),
            trunk(ONE, "c", "mallory"),
            trunk(ONE, "z", "one"),
            trunk(OTHER, "z", "two"),
            trunk(OTHER, "y", "three", "10.0.0.0/8"));
    assertThat(directory.realms(at("10.0.0.1"))).containsExactly("realm-y", "realm-z");
    assertThat(directory.realms(at("11.0.0.1"))).containsExactly("realm-z", "realm-a");
  }

  @Test
  void seesANewTrunkAfterARefresh() throws Exception {
    List<Trunk> trunks = new ArrayList<>();
    TrunkDirectory directory = new TrunkDirectory(new Fixed(trunks), AddressTrust.ofNoOperator());
    assertThat(directory.mayBeAnswered(at("10.0.0.1"))).isFalse();
    trunks.add(trunk("late", "", "10.0.0.1"));
    assertThat(directory.mayBeAnswered(at("10.0.0.1"))).isFalse();
    directory.refresh();
    assertThat(directory.mayBeAnswered(at("10.0.0.1"))).isTrue();
  }

  @Test
  void forgivesAfterSuccessAndForgetsTheOldestSource() throws Exception {
    SourceTable table = new SourceTable(2, 1, 3, Duration.ofMinutes(5), Clock.systemUTC());
    InetAddress one = at("10.0.0.1");
    table.failed(one);
    table.failed(one);
    table.succeeded(one);
    table.succeeded(at("10.0.0.9"));
    table.failed(one);
    assertThat(table.isBanned(one)).isFalse();
    table.failed(one);
    table.failed(one);
    assertThat(table.isBanned(one)).isTrue();
    assertThat(table.banned()).isEqualTo(1);
    for (int i = 2; i < 50; i++) {
      table.failed(at("10.0.0." + i));
    }
    assertThat(table.isBanned(one)).as("a ban outlives a flood of other sources").isTrue();
  }

  @Test
  void challengesOneSourceOnlySoOften() throws Exception {
    SourceTable table = new SourceTable(10, 1, 3, Duration.ofMinutes(5), Clock.systemUTC());
    int challenged = 0;
    for (int i = 0; i < 100; i++) {
      challenged += table.mayChallenge(at("10.0.0.1")) ? 1 : 0;
    }
    assertThat(challenged).isBetween(10, 12);
    assertThat(table.mayChallenge(at("10.0.0.2"))).isTrue();
  }
}
