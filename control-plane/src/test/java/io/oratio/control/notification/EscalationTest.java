package io.oratio.control.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.account.InMemoryMembers;
import io.oratio.domain.account.InMemoryUsers;
import io.oratio.domain.account.People;
import io.oratio.domain.account.Role;
import io.oratio.domain.account.User;
import io.oratio.domain.audit.InMemoryAuditLog;
import io.oratio.domain.mail.Letter;
import io.oratio.domain.notification.InMemoryNotifications;
import io.oratio.domain.notification.Notification;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.handoff.NotificationJson;
import io.oratio.runtime.mail.Mail;
import io.oratio.runtime.mail.MailFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EscalationTest {
  private final TenantId tenant = Samples.newTenant();
  private final InMemoryNotifications notifications = new InMemoryNotifications();
  private final InMemoryMembers members = new InMemoryMembers();
  private final InMemoryUsers users = new InMemoryUsers();
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private final Queue<Letter> letters = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(Samples.MORNING);
  private final User owner = member(Role.OWNER, true);
  private final User admin = member(Role.ADMIN, true);

  @BeforeEach
  void others() {
    member(Role.OPERATOR, true);
    member(Role.ADMIN, false);
  }

  @Test
  void writesToTheAdminsOnceWhenNobodyOpensIt() {
    String id = Written.to(notifications, tenant, "reception");
    String read = Written.to(notifications, tenant, "reception");
    notifications.mark(tenant, read, Notification.Status.READ);
    Escalation escalation = escalation(letters::add);

    now.set(Samples.MORNING.plus(Duration.ofMinutes(10)));
    escalation.run();
    assertThat(letters).as("ten minutes are not over").isEmpty();

    now.set(Samples.MORNING.plus(Duration.ofMinutes(10)).plusSeconds(1));
    escalation.run();
    escalation.run();
    assertThat(letters)
        .extracting(Letter::to)
        .containsExactlyInAnyOrder(owner.email().reveal(), admin.email().reveal());
    Notification after = notifications.find(tenant, id).orElseThrow();
    assertThat(after.emailSent()).isTrue();
    assertThat(NotificationJson.priority(after)).isEqualTo(Notification.Priority.URGENT);
    assertThat(audit.entries(tenant, 0, 10))
        .extracting(it -> it.actor() + " " + it.action() + " " + it.subject())
        .containsExactly("system notification.escalated notification/" + id);
  }

  @Test
  void writesOnceThoughTwoNodesLookAtTheSameTime() throws Exception {
    IntStream.range(0, 150).forEach(_ -> Written.to(notifications, tenant, "reception"));
    now.set(Samples.MORNING.plus(Duration.ofHours(1)));
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> nodes =
        IntStream.range(0, 2)
            .mapToObj(_ -> escalation(letters::add))
            .map(
                it ->
                    Thread.ofPlatform()
                        .start(
                            () -> {
                              awaitGo(go);
                              it.run();
                            }))
            .toList();
    go.countDown();
    for (Thread node : nodes) {
      node.join();
    }
    assertThat(letters).hasSize(300);
    assertThat(letters).extracting(Letter::letterId).doesNotHaveDuplicates();
    assertThat(audit.entries(tenant, 0, 1000)).hasSize(150);
  }

  @Test
  void triesAgainWhereTheMailServerWasAway() {
    Written.to(notifications, tenant, "reception");
    now.set(Samples.MORNING.plus(Duration.ofHours(1)));
    AtomicInteger refusals = new AtomicInteger(3);
    Escalation escalation =
        escalation(
            letter -> {
              if (refusals.getAndDecrement() > 0) {
                throw new MailFailure("away", true);
              }
              letters.add(letter);
            });
    escalation.run();
    assertThat(letters).isEmpty();
    escalation.run();
    assertThat(letters).hasSize(1);
    escalation.run();
    escalation.run();
    assertThat(letters).hasSize(2);
  }

  private Escalation escalation(Mail mail) {
    return new Escalation(
        notifications, new Admins(members, users), mail, audit, now::get, Duration.ofMinutes(10));
  }

  private User member(Role role, boolean isVerified) {
    User user = isVerified ? People.user().verified() : People.user();
    users.add(user);
    members.save(People.member(tenant, user.userId(), role));
    return user;
  }

  private static void awaitGo(CountDownLatch go) {
    try {
      go.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
