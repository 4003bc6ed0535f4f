package io.oratio.control.notification;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Json;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.notification.Notification;
import io.oratio.domain.notification.Notification.Status;
import io.oratio.domain.notification.NotificationFilter;
import io.oratio.domain.notification.Notifications;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.runtime.handoff.NotificationJson;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Notifications, and who sees to them.
final class NotificationEndpoints implements Endpoints {
  /// How many pages of the store are read for one of the API, where a key sees few of its records.
  private static final int PAGES_MAX = 5;

  private final Notifications notifications;
  private final AuditLog audit;
  private final InstantSource clock;

  NotificationEndpoints(Notifications notifications, AuditLog audit, InstantSource clock) {
    this.notifications = notifications;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void register(Register on) {
    on.answer("listNotifications", this::list);
    on.answer("getNotification", it -> answer(seen(it)));
    on.answer("readNotification", it -> mark(it, Status.READ));
    on.answer("acknowledgeNotification", it -> mark(it, Status.ACKNOWLEDGED));
    on.answer("claimNotification", this::claim);
    on.answer("releaseNotification", this::release);
  }

  private Answer list(Request request) {
    NotificationFilter filter =
        new NotificationFilter(request.text("status").map(Status::fromWire), request.text("type"));
    int limit = io.oratio.control.web.Page.limit(request);
    Optional<Cursor> next = request.text("cursor").map(NotificationEndpoints::place);
    List<Notification> found = new ArrayList<>();
    for (int i = 0; i < PAGES_MAX; i++) {
      Page<Notification> page =
          notifications.list(request.tenantId(), filter, next, limit - found.size());
      page.items().stream().filter(it -> mayUse(request, it)).forEach(found::add);
      next = page.next();
      if (next.isEmpty() || found.size() == limit) {
        break;
      }
    }
    return Answer.ok(
        Json.object()
            .with("data", Json.list(found, NotificationJson::of))
            .with("nextCursor", next.map(Cursor::text))
            .node());
  }

  private Answer mark(Request request, Status status) {
    Notification before = seen(request);
    if (before.status().compareTo(status) >= 0) {
      return answer(before);
    }
    Notification now =
        notifications
            .mark(request.tenantId(), before.notificationId(), status)
            .orElseThrow(NotificationEndpoints::absent);
    note(request, now, "notification." + status.wireName());
    return answer(now);
  }

  private Answer claim(Request request) {
    Notification before = seen(request);
    String claimant = claimant(request);
    Notification now =
        before.claim().isPresent()
            ? before
            : notifications
                .claim(request.tenantId(), before.notificationId(), claimant, clock.instant())
                .orElseThrow(NotificationEndpoints::absent);
    if (!isHeldBy(now, claimant)) {
      throw Refusal.of(ErrorCode.NOTIFICATION_CLAIMED, "Somebody else sees to it already.");
    }
    if (before.claim().isEmpty()) {
      note(request, now, "notification.claimed");
    }
    return answer(now);
  }

  /// Gives back what the caller holds; owners and admins give back for whoever holds it.
  private Answer release(Request request) {
    Notification before = seen(request);
    if (before.claim().isEmpty()) {
      return answer(before);
    }
    String holder = before.claim().get().userId();
    if (!holder.equals(claimant(request)) && !mayForOthers(request)) {
      throw Refusal.of(
          ErrorCode.NOTIFICATION_CLAIMED, "Somebody else sees to it: only an admin gives it back.");
    }
    Notification now =
        notifications
            .release(request.tenantId(), before.notificationId(), holder)
            .orElseThrow(NotificationEndpoints::absent);
    if (now.claim().isPresent()) {
      throw Refusal.of(
          ErrorCode.NOTIFICATION_CLAIMED, "Somebody else has taken it on in this moment.");
    }
    note(request, now, "notification.released");
    return answer(now);
  }

  private Notification seen(Request request) {
    return notifications
        .find(request.tenantId(), request.path("notificationId"))
        .filter(it -> mayUse(request, it))
        .orElseThrow(NotificationEndpoints::absent);
  }

  private void note(Request request, Notification it, String action) {
    audit.append(
        it.tenantId(),
        clock.instant(),
        request.actor(),
        action,
        "notification/" + it.notificationId(),
        "");
  }

  private static Answer answer(Notification notification) {
    return Answer.ok(NotificationJson.of(notification));
  }

  private static boolean mayUse(Request request, Notification it) {
    return !(request.caller() instanceof Caller.Key key) || key.mayUse(it.agentId());
  }

  private static boolean isHeldBy(Notification it, String claimant) {
    return it.claim().filter(claim -> claim.userId().equals(claimant)).isPresent();
  }

  private static boolean mayForOthers(Request request) {
    return request.caller() instanceof Caller.Person person
        && person.role().compareTo(Role.ADMIN) <= 0;
  }

  private static String claimant(Request request) {
    return switch (request.caller()) {
      case Caller.Person person -> person.userId();
      case Caller.Key key -> key.keyId();
      case Caller.Visitor _, Caller.Nobody _ ->
          throw Refusal.of(ErrorCode.FORBIDDEN, "Only a person or a key takes it on.");
    };
  }

  private static Cursor place(String text) {
    try {
      return Cursor.parse(text);
    } catch (IllegalArgumentException _) {
      throw Refusal.of(ErrorCode.CURSOR_INVALID, "The cursor is not one that this list gave.")
          .at("#/query/cursor", "is not one that this list gave");
    }
  }

  private static Refusal absent() {
    return Refusal.of(ErrorCode.NOTIFICATION_NOT_FOUND, "There is no such notification.");
  }
}
