package io.oratio.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.notification.Notification.Status;
import io.oratio.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of notifications does. The store may hold other tenants' from before.
public abstract class NotificationsContract {
  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();
  private final Notification unread = Samples.notification(ours, "ntf_1", Samples.MORNING);

  /// The store under test, the same for one test.
  protected abstract Notifications notifications();

  @Test
  void keepsEveryPartOfANotification() {
    Notification full =
        new Notification(
            ours,
            "ntf_full",
            Samples.MANY_SCRIPTS,
            "reception",
            "ses_7",
            "danger_word",
            Status.READ,
            Notification.Priority.URGENT,
            Samples.MANY_SCRIPTS,
            Map.of("word", Samples.MANY_SCRIPTS, "", "", "ä\"", "\u0001"),
            true,
            Samples.MORNING);
    notifications().add(full);
    assertThat(notifications().find(ours, "ntf_full")).contains(full);
  }

  @Test
  void keepsANotificationWithNothingInIt() {
    Notification bare =
        new Notification(
            ours,
            "ntf_bare",
            "",
            "reception",
            "ses_1",
            "handoff",
            Status.UNREAD,
            Notification.Priority.LOW,
            "",
            Map.of(),
            false,
            Samples.MORNING);
    notifications().add(bare);
    assertThat(notifications().find(ours, "ntf_bare")).contains(bare);
  }

  @Test
  void keepsANotificationAsLongAsANotificationMayBe() {
    Notification longest =
        new Notification(
            ours,
            "ntf_long",
            "",
            "reception",
            "ses_1",
            "handoff",
            Status.UNREAD,
            Notification.Priority.NORMAL,
            "\u4f60".repeat(4096),
            IntStream.range(0, 32)
                .boxed()
                .collect(
                    Collectors.toMap(it -> it + "\u0001".repeat(62), _ -> "\u0001".repeat(1000))),
            false,
            Samples.MORNING);
    notifications().add(longest);
    assertThat(notifications().find(ours, "ntf_long")).contains(longest);
  }

  @Test
  void refusesAnIdThatIsTaken() {
    notifications().add(unread);
    Notification other = Samples.notification(ours, "ntf_1", Samples.MORNING.plusSeconds(1));
    assertThatIllegalStateException().isThrownBy(() -> notifications().add(other));
    assertThat(notifications().find(ours, "ntf_1")).contains(unread);
  }

  @Test
  void listsTheTenantsNewestFirst() {
    for (int second : new int[] {3, 1, 2}) {
      notifications()
          .add(Samples.notification(ours, "ntf_" + second, Samples.MORNING.plusSeconds(second)));
    }
    notifications().add(Samples.notification(theirs, "ntf_9", Samples.MORNING.plusSeconds(9)));
    assertThat(notifications().recent(ours, 1000))
        .extracting(Notification::notificationId)
        .containsExactly("ntf_3", "ntf_2", "ntf_1");
    assertThat(notifications().recent(ours, 1))
        .extracting(Notification::notificationId)
        .containsExactly("ntf_3");
  }

  @Test
  void refusesALimitOutOfRange() {
    for (int limit : new int[] {-1, 0, 1001}) {
      assertThatIllegalArgumentException().isThrownBy(() -> notifications().recent(ours, limit));
    }
  }

  @Test
  void movesANotificationOnAndNeverBack() {
    notifications().add(unread);
    assertThat(notifications().mark(ours, "ntf_1", Status.UNREAD)).contains(unread);
    Notification read = unread.marked(Status.READ);
    assertThat(notifications().mark(ours, "ntf_1", Status.READ)).contains(read);
    assertThat(notifications().mark(ours, "ntf_1", Status.UNREAD)).contains(read);
    Notification acknowledged = read.marked(Status.ACKNOWLEDGED);
    assertThat(notifications().mark(ours, "ntf_1", Status.ACKNOWLEDGED)).contains(acknowledged);
    assertThat(notifications().mark(ours, "ntf_1", Status.READ)).contains(acknowledged);
    assertThat(notifications().find(ours, "ntf_1")).contains(acknowledged);
    assertThat(acknowledged.status()).isEqualTo(Status.ACKNOWLEDGED);
  }

  @Test
  void isAcknowledgedWhoeverReadsItAtTheSameTime() throws Exception {
    notifications().add(unread);
    List<Runnable> deeds = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      deeds.add(() -> notifications().mark(ours, "ntf_1", Status.READ));
      deeds.add(() -> notifications().mark(ours, "ntf_1", Status.ACKNOWLEDGED));
      deeds.add(() -> notifications().emailSent(ours, "ntf_1"));
    }
    Concurrently.run(8, deeds);
    assertThat(notifications().find(ours, "ntf_1"))
        .contains(unread.marked(Status.ACKNOWLEDGED).toldByEmail());
  }

  @Test
  void notesThatAnEmailTold() {
    notifications().add(unread);
    notifications().emailSent(ours, "ntf_1");
    notifications().emailSent(ours, "ntf_1");
    assertThat(notifications().find(ours, "ntf_1")).contains(unread.toldByEmail());
    assertThat(unread.toldByEmail().emailSent()).isTrue();
  }

  @Test
  void answersForAnotherTenantsNotificationAsIfItWereNotThere() {
    Notification other = Samples.notification(theirs, "ntf_1", Samples.MORNING);
    notifications().add(other);
    notifications().emailSent(ours, "ntf_1");
    assertThat(notifications().mark(ours, "ntf_1", Status.READ)).isEmpty();
    assertThat(notifications().find(ours, "ntf_1")).isEmpty();
    assertThat(notifications().recent(ours, 10)).isEmpty();
    assertThat(notifications().find(theirs, "ntf_1")).contains(other);
  }
}
