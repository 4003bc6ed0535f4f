package io.oratio.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.notification.Notification.Status;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  @Test
  void listsWhatIsAskedForPageByPage() {
    for (int i : new int[] {3, 1, 4, 0, 5, 2}) {
      notifications().add(typed("ntf_" + i, i % 2 == 0 ? "handoff" : "danger_word", i / 2));
    }
    notifications().add(Samples.notification(theirs, "ntf_9", Samples.MORNING));
    notifications().mark(ours, "ntf_1", Status.READ);
    notifications().mark(ours, "ntf_2", Status.READ);
    NotificationFilter all = NotificationFilter.all();
    for (int limit : new int[] {1, 2, 6, 1000}) {
      assertThat(listed(all, limit))
          .containsExactly("ntf_5", "ntf_4", "ntf_3", "ntf_2", "ntf_1", "ntf_0");
      assertThat(listed(all.standing(Status.READ), limit)).containsExactly("ntf_2", "ntf_1");
      assertThat(listed(all.ofType("danger_word"), limit))
          .containsExactly("ntf_5", "ntf_3", "ntf_1");
      assertThat(listed(all.ofType("danger_word").standing(Status.UNREAD), limit))
          .containsExactly("ntf_5", "ntf_3");
      assertThat(listed(all.standing(Status.ACKNOWLEDGED), limit)).isEmpty();
    }
    for (int limit : new int[] {-1, 0, 1001}) {
      assertThatIllegalArgumentException().isThrownBy(() -> listed(all, limit));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> notifications().unopened(Samples.MORNING, limit));
    }
  }

  private List<String> listed(NotificationFilter filter, int limit) {
    List<String> ids = new ArrayList<>();
    Optional<Cursor> next = Optional.empty();
    do {
      Page<Notification> page = notifications().list(ours, filter, next, limit);
      page.items().forEach(it -> ids.add(it.notificationId()));
      next = page.next();
    } while (next.isPresent());
    return ids;
  }

  private Notification typed(String id, String type, int second) {
    return new Notification(
        ours,
        id,
        "user-1",
        "reception",
        "ses_1",
        type,
        Status.UNREAD,
        Notification.Priority.NORMAL,
        "",
        Map.of(),
        false,
        Samples.MORNING.plusSeconds(second));
  }

  @Test
  void isInTheHandsOfOneAtATime() throws Exception {
    notifications().add(unread);
    Concurrently.run(
        8,
        IntStream.range(0, 16)
            .<Runnable>mapToObj(
                it -> () -> notifications().claim(ours, "ntf_1", "user-" + it, Samples.MORNING))
            .toList());
    Notification claimed = notifications().find(ours, "ntf_1").orElseThrow();
    String claimant = claimed.claim().orElseThrow().userId();
    assertThat(claimed).isEqualTo(unread.claimedBy(claimant, Samples.MORNING));
    assertThat(claimed.status()).isEqualTo(Status.READ);
    assertThat(notifications().claim(ours, "ntf_1", "late", Samples.MORNING.plusSeconds(1)))
        .contains(claimed);
    assertThat(notifications().release(ours, "ntf_1", "late")).contains(claimed);
    Notification free = claimed.releasedBy(claimant);
    assertThat(free.claim()).isEmpty();
    assertThat(notifications().release(ours, "ntf_1", claimant)).contains(free);
    assertThat(notifications().release(ours, "ntf_1", claimant)).contains(free);
    notifications().mark(ours, "ntf_1", Status.ACKNOWLEDGED);
    Notification again =
        notifications()
            .claim(ours, "ntf_1", Samples.MANY_SCRIPTS, Samples.MORNING.plusSeconds(2))
            .orElseThrow();
    assertThat(again.status()).isEqualTo(Status.ACKNOWLEDGED);
    assertThat(again.claim())
        .contains(new Notification.Claim(Samples.MANY_SCRIPTS, Samples.MORNING.plusSeconds(2)));
    assertThat(notifications().claim(theirs, "ntf_1", "user-1", Samples.MORNING)).isEmpty();
    assertThat(notifications().release(theirs, "ntf_1", "user-1")).isEmpty();
  }

  @Test
  void tellsWhatNobodyHasOpenedForEveryTenantTheOldestFirst() {
    Instant old = Instant.EPOCH;
    notifications().add(Samples.notification(ours, "ntf_2", old.plusSeconds(2)));
    notifications().add(Samples.notification(theirs, "ntf_1", old.plusSeconds(1)));
    notifications().add(Samples.notification(ours, "ntf_0", old));
    notifications().add(Samples.notification(ours, "ntf_read", old));
    notifications().mark(ours, "ntf_read", Status.READ);
    notifications().add(Samples.notification(ours, "ntf_claimed", old));
    notifications().claim(ours, "ntf_claimed", "user-1", old);
    notifications().add(Samples.notification(ours, "ntf_late", old.plusSeconds(5)));
    assertThat(unopened(old.plusSeconds(5))).containsExactly("ntf_0", "ntf_1", "ntf_2");
    assertThat(notifications().unopened(old.plusSeconds(5), 1)).hasSize(1);
    assertThat(notifications().escalate(ours, "ntf_0", old.plusSeconds(9))).isTrue();
    assertThat(unopened(old.plusSeconds(5))).containsExactly("ntf_1", "ntf_2");
    notifications().mark(theirs, "ntf_1", Status.ACKNOWLEDGED);
    notifications().claim(ours, "ntf_2", "user-1", old);
    notifications().mark(ours, "ntf_late", Status.READ);
    assertThat(unopened(old.plusSeconds(9))).isEmpty();
  }

  private List<String> unopened(Instant before) {
    return notifications().unopened(before, 1000).stream()
        .filter(it -> it.tenantId().equals(ours) || it.tenantId().equals(theirs))
        .map(Notification::notificationId)
        .toList();
  }

  @Test
  void goesFurtherOnce() throws Exception {
    notifications().add(unread);
    List<Boolean> answers = java.util.Collections.synchronizedList(new ArrayList<>());
    Concurrently.run(
        8,
        IntStream.range(0, 16)
            .<Runnable>mapToObj(
                _ -> () -> answers.add(notifications().escalate(ours, "ntf_1", Samples.MORNING)))
            .toList());
    assertThat(answers).hasSize(16).containsOnlyOnce(true);
    assertThat(notifications().find(ours, "ntf_1")).contains(unread.escalated(Samples.MORNING));
    notifications().add(Samples.notification(ours, "ntf_2", Samples.MORNING));
    notifications().mark(ours, "ntf_2", Status.READ);
    assertThat(notifications().escalate(ours, "ntf_2", Samples.MORNING)).isFalse();
    assertThat(notifications().escalate(ours, "ntf_none", Samples.MORNING)).isFalse();
    assertThat(notifications().escalate(theirs, "ntf_1", Samples.MORNING)).isFalse();
  }
}
