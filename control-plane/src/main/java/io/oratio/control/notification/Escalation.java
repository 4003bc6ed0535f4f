package io.oratio.control.notification;

import io.oratio.control.web.Digest;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.mail.Letter;
import io.oratio.domain.notification.Notification;
import io.oratio.domain.notification.Notifications;
import io.oratio.runtime.mail.Mail;
import io.oratio.runtime.mail.MailFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets a notification that nobody opens go further, once: the store's conditional write decides
/// which node does it. It becomes more urgent, and the tenant's admins are written to. For one
/// thread; blocks.
public final class Escalation {
  private static final Logger LOG = LoggerFactory.getLogger(Escalation.class);
  private static final int BATCH = 100;
  private static final int BATCHES_MAX = 50;
  private static final int TRIES_MAX = 5;
  private static final int UNSENT_MAX = 1000;

  private final Notifications notifications;
  private final Admins admins;
  private final Mail mail;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Duration after;
  private final Queue<Unsent> unsent = new ArrayDeque<>();

  /// @param after how long a notification may stay unopened
  Escalation(
      Notifications notifications,
      Admins admins,
      Mail mail,
      AuditLog audit,
      InstantSource clock,
      Duration after) {
    this.notifications = notifications;
    this.admins = admins;
    this.mail = mail;
    this.audit = audit;
    this.clock = clock;
    this.after = after;
  }

  /// A letter that the mail server did not take yet.
  private record Unsent(Letter letter, String notificationId, int tries) {}

  /// Looks once.
  public void run() {
    for (int left = unsent.size(); left > 0; left--) {
      Unsent again = unsent.remove();
      send(again);
    }
    Instant before = clock.instant().minus(after);
    for (int i = 0; i < BATCHES_MAX; i++) {
      List<Notification> unopened = notifications.unopened(before, BATCH);
      boolean isAny = false;
      for (Notification notification : unopened) {
        isAny |= escalate(notification);
      }
      // A list that lags shows those that went further already: then there is nothing more to do.
      if (unopened.size() < BATCH || !isAny) {
        return;
      }
    }
  }

  private boolean escalate(Notification it) {
    Instant now = clock.instant();
    if (!notifications.escalate(it.tenantId(), it.notificationId(), now)) {
      return false;
    }
    audit.append(
        it.tenantId(),
        now,
        "system",
        "notification.escalated",
        "notification/" + it.notificationId(),
        "");
    List<Admins.Reader> readers = admins.of(it.tenantId());
    if (readers.isEmpty()) {
      LOG.warn("notification {} goes further, but no admin has an e-mail", it.notificationId());
    }
    readers.forEach(reader -> send(new Unsent(letter(it, reader, now), it.notificationId(), 0)));
    return true;
  }

  private void send(Unsent unsentYet) {
    Letter letter = unsentYet.letter();
    try {
      mail.send(letter);
      notifications.emailSent(letter.tenantId(), unsentYet.notificationId());
    } catch (MailFailure failure) {
      LOG.warn(
          "no letter about notification {}: {}", unsentYet.notificationId(), failure.sentence());
      if (failure.mayRetry() && unsentYet.tries() < TRIES_MAX && unsent.size() < UNSENT_MAX) {
        unsent.add(new Unsent(letter, unsentYet.notificationId(), unsentYet.tries() + 1));
      }
    }
  }

  private Letter letter(Notification it, Admins.Reader reader, Instant now) {
    String id =
        Digest.of((it.notificationId() + "\n" + reader.userId()).getBytes(StandardCharsets.UTF_8));
    return new Letter(
        it.tenantId(),
        "esc_" + id.substring(0, 32),
        it.agentId(),
        it.sessionId(),
        reader.email().reveal(),
        "Nobody has opened a notification",
        it.message()
            + "\n\nNobody has opened it for "
            + after.toMinutes()
            + " min.\nAgent: "
            + it.agentId()
            + "\nSession: "
            + it.sessionId()
            + "\nWritten at: "
            + it.createdAt()
            + "\n",
        now);
  }
}
