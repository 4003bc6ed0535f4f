package io.oratio.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What every store of invitations does. The store may hold other tenants' from before.
public abstract class InvitationsContract {
  private static final Instant NOW = Samples.MORNING.plusSeconds(60);

  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();
  private final Invitation open = People.invitation(ours, "inv_1");

  /// The store under test, the same for one test.
  protected abstract Invitations invitations();

  @Test
  void keepsEveryPartOfAnInvitation() {
    invitations().add(open);
    Invitation accepted =
        new Invitation(
            ours,
            "inv_2",
            People.newEmail(),
            Role.OWNER,
            People.newHash(),
            "usr_7",
            Samples.MORNING,
            NOW,
            Optional.of(NOW.minusSeconds(1)));
    invitations().add(accepted);
    assertThat(invitations().list(ours)).containsExactly(open, accepted);
    assertThat(invitations().byTokenHash(open.tokenHash())).contains(open);
    assertThat(invitations().byTokenHash(accepted.tokenHash())).contains(accepted);
    assertThat(invitations().byTokenHash(People.newHash())).isEmpty();
  }

  @Test
  void refusesAnIdThatIsTaken() {
    invitations().add(open);
    assertThatIllegalStateException()
        .isThrownBy(() -> invitations().add(People.invitation(ours, "inv_1")));
    assertThat(invitations().list(ours)).containsExactly(open);
  }

  @Test
  void listsTheTenantsOrderedById() {
    for (String id : List.of("inv_b", "inv_A", "inv_a")) {
      invitations().add(People.invitation(ours, id));
    }
    invitations().add(People.invitation(theirs, "inv_0"));
    assertThat(invitations().list(ours))
        .extracting(Invitation::invitationId)
        .containsExactly("inv_A", "inv_a", "inv_b");
  }

  @Test
  void isAcceptedOnce() {
    invitations().add(open);
    assertThat(invitations().accept(ours, "inv_1", NOW)).contains(open.accepted(NOW));
    assertThat(invitations().accept(ours, "inv_1", NOW.plusSeconds(1))).isEmpty();
    assertThat(invitations().list(ours)).containsExactly(open.accepted(NOW));
    assertThat(invitations().byTokenHash(open.tokenHash())).contains(open.accepted(NOW));
  }

  @Test
  void isAcceptedByOneOfMany() throws Exception {
    invitations().add(open);
    AtomicInteger accepted = new AtomicInteger();
    List<Runnable> deeds = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      deeds.add(
          () -> {
            if (invitations().accept(ours, "inv_1", NOW).isPresent()) {
              accepted.incrementAndGet();
            }
          });
    }
    Concurrently.run(8, deeds);
    assertThat(accepted).hasValue(1);
  }

  @Test
  void isNotAcceptedWhenItHasExpired() {
    invitations().add(open);
    assertThat(invitations().accept(ours, "inv_1", open.expiresAt())).isEmpty();
    assertThat(invitations().list(ours)).containsExactly(open);
    Instant last = open.expiresAt().minusNanos(1000);
    assertThat(invitations().accept(ours, "inv_1", last)).contains(open.accepted(last));
  }

  @Test
  void isTakenBack() {
    invitations().add(open);
    invitations().remove(ours, "inv_1");
    invitations().remove(ours, "inv_1");
    assertThat(invitations().list(ours)).isEmpty();
    assertThat(invitations().byTokenHash(open.tokenHash())).isEmpty();
    assertThat(invitations().accept(ours, "inv_1", NOW)).isEmpty();
    assertThat(invitations().list(ours)).isEmpty();
  }

  @Test
  void answersForAnotherTenantsInvitationAsIfItWereNotThere() {
    invitations().add(open);
    assertThat(invitations().list(theirs)).isEmpty();
    assertThat(invitations().accept(theirs, "inv_1", NOW)).isEmpty();
    invitations().remove(theirs, "inv_1");
    assertThat(invitations().list(ours)).containsExactly(open);
  }
}
