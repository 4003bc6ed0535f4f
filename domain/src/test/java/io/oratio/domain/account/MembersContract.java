package io.oratio.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.account.Members.Change;
import io.oratio.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// What every store of members does. The store may hold other tenants' from before.
public abstract class MembersContract {
  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();
  private final Member alice = People.member(ours, "usr_alice", Role.OWNER);
  private final Member bob = People.member(ours, "usr_bob", Role.OWNER);

  /// The store under test, the same for one test.
  protected abstract Members members();

  @Test
  void findsWhatWasSaved() {
    for (Role role : Role.values()) {
      Member member = People.member(ours, "usr_" + role.wireName(), role);
      assertThat(members().save(member)).isEqualTo(new Change.Done(member));
      assertThat(members().find(ours, member.userId())).contains(member);
    }
  }

  @Test
  void replacesTheMemberOfTheSameUser() {
    members().save(alice);
    members().save(bob);
    Member before = People.member(ours, "usr_carol", Role.VIEWER);
    members().save(before);
    assertThat(members().save(before.as(Role.ADMIN)))
        .isEqualTo(new Change.Done(before.as(Role.ADMIN)));
    assertThat(members().save(bob.as(Role.OPERATOR)))
        .isEqualTo(new Change.Done(bob.as(Role.OPERATOR)));
    assertThat(members().save(alice)).isEqualTo(new Change.Done(alice));
    assertThat(members().ofTenant(ours))
        .containsExactly(alice, bob.as(Role.OPERATOR), before.as(Role.ADMIN));
  }

  @Test
  void listsATenantsMembersOrderedById() {
    List<String> ids = List.of("usr_b", "usr_A", "usr_a", "9", "-");
    ids.forEach(it -> members().save(People.member(ours, it, Role.OPERATOR)));
    members().save(People.member(ours, "_", Role.OWNER));
    members().save(People.member(theirs, "usr_c", Role.OWNER));
    assertThat(members().ofTenant(ours))
        .extracting(Member::userId)
        .containsExactly("-", "9", "_", "usr_A", "usr_a", "usr_b");
    assertThat(members().ofTenant(Samples.newTenant())).isEmpty();
  }

  @Test
  void listsWhatAUserIsToEveryTenant() {
    String userId = "usr_" + People.newWord();
    TenantId first = new TenantId("a_" + ours.value());
    members().save(People.member(ours, userId, Role.OWNER));
    members().save(People.member(first, userId, Role.VIEWER));
    members().save(People.member(theirs, "usr_other", Role.OWNER));
    assertThat(members().ofUser(userId))
        .containsExactly(
            People.member(first, userId, Role.VIEWER), People.member(ours, userId, Role.OWNER));
    assertThat(members().ofUser("usr_none")).isEmpty();
  }

  @Test
  void takesAMemberOut() {
    members().save(alice);
    members().save(bob);
    assertThat(members().remove(ours, "usr_bob")).isEqualTo(new Change.Done(bob));
    assertThat(members().remove(ours, "usr_bob")).isEqualTo(new Change.Absent());
    assertThat(members().find(ours, "usr_bob")).isEmpty();
    assertThat(members().ofUser("usr_bob")).noneMatch(it -> it.tenantId().equals(ours));
    assertThat(members().ofTenant(ours)).containsExactly(alice);
  }

  @Test
  void keepsTheLastOwner() {
    members().save(alice);
    members().save(bob.as(Role.ADMIN));
    members().save(People.member(theirs, "usr_bob", Role.OWNER));
    assertThat(members().remove(ours, "usr_alice")).isEqualTo(new Change.LastOwner());
    assertThat(members().save(alice.as(Role.ADMIN))).isEqualTo(new Change.LastOwner());
    assertThat(members().ofTenant(ours)).containsExactly(alice, bob.as(Role.ADMIN));
    members().save(bob);
    assertThat(members().save(alice.as(Role.VIEWER)))
        .isEqualTo(new Change.Done(alice.as(Role.VIEWER)));
    assertThat(members().remove(ours, "usr_bob")).isEqualTo(new Change.LastOwner());
    assertThat(members().remove(ours, "usr_alice"))
        .isEqualTo(new Change.Done(alice.as(Role.VIEWER)));
  }

  @Test
  void letsATenantBeginWithoutAnOwner() {
    Member viewer = People.member(ours, "usr_alice", Role.VIEWER);
    assertThat(members().save(viewer)).isEqualTo(new Change.Done(viewer));
    assertThat(members().remove(ours, "usr_alice")).isEqualTo(new Change.Done(viewer));
  }

  @Test
  void keepsAnOwnerWhoeverLeavesAtTheSameTime() throws Exception {
    for (int round = 0; round < 5; round++) {
      TenantId tenant = Samples.newTenant();
      List<Member> owners = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        owners.add(People.member(tenant, "usr_" + i, Role.OWNER));
      }
      owners.forEach(members()::save);
      Queue<Change> changes = new ConcurrentLinkedQueue<>();
      List<Runnable> deeds = new ArrayList<>();
      for (Member owner : owners) {
        deeds.add(
            owners.indexOf(owner) % 2 == 0
                ? () -> changes.add(members().remove(tenant, owner.userId()))
                : () -> changes.add(members().save(owner.as(Role.VIEWER))));
      }
      Concurrently.run(6, deeds);
      assertThat(changes).filteredOn(new Change.LastOwner()::equals).hasSize(1);
      assertThat(changes).filteredOn(Change.Done.class::isInstance).hasSize(5);
      assertThat(members().ofTenant(tenant)).filteredOn(it -> it.role() == Role.OWNER).hasSize(1);
    }
  }

  @Test
  void countsAnOwnerOnceWhoeverMakesThemOne() throws Exception {
    members().save(alice);
    List<Runnable> deeds = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      deeds.add(() -> members().save(bob));
    }
    Concurrently.run(8, deeds);
    assertThat(members().remove(ours, "usr_bob")).isEqualTo(new Change.Done(bob));
    assertThat(members().remove(ours, "usr_alice")).isEqualTo(new Change.LastOwner());
  }

  @Test
  void answersForAnotherTenantsMemberAsIfTheyWereNotThere() {
    members().save(People.member(theirs, "usr_alice", Role.OWNER));
    members().save(People.member(theirs, "usr_bob", Role.OWNER));
    assertThat(members().find(ours, "usr_alice")).isEmpty();
    assertThat(members().ofTenant(ours)).isEmpty();
    assertThat(members().remove(ours, "usr_alice")).isEqualTo(new Change.Absent());
    assertThat(members().ofTenant(theirs)).hasSize(2);
  }
}
