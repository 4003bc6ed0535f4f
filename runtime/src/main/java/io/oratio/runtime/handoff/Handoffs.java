package io.oratio.runtime.handoff;

import io.oratio.domain.agent.CallRules.TransferTarget;
import io.oratio.domain.mail.Letter;
import io.oratio.domain.notification.Notification;
import io.oratio.domain.notification.Notification.Priority;
import io.oratio.domain.notification.Notification.Status;
import io.oratio.domain.notification.Notifications;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.mail.Mail;
import io.oratio.runtime.mail.MailFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down that a conversation needs a human being: the session's state, a notification, and a
/// letter where somebody wants one. Each step may be repeated, and the same request again (same
/// session, cause and reason) writes nothing new; so a request cut short by a crash is completed by
/// asking again. Blocks; safe from any thread.
public final class Handoffs {
  private static final Logger LOG = LoggerFactory.getLogger(Handoffs.class);

  private final HandoffState state;
  private final Notifications notifications;
  private final Mail mail;
  private final Function<HandoffRequest, Optional<String>> recipient;
  private final Clock clock;

  /// @param recipient who gets an e-mail about a request; empty for nobody
  public Handoffs(
      HandoffState state,
      Notifications notifications,
      Mail mail,
      Function<HandoffRequest, Optional<String>> recipient,
      Clock clock) {
    this.state = state;
    this.notifications = notifications;
    this.mail = mail;
    this.recipient = recipient;
    this.clock = clock;
  }

  /// What came of a request.
  ///
  /// @param isNew whether it was not asked for before
  public record Outcome(String notificationId, boolean isNew, boolean emailSent) {}

  /// Where a call is sent when it is handed off: the one of the agent's targets that it names.
  public static Optional<TransferTarget> target(AgentDefinition agent) {
    String wanted = agent.humanHandoffTarget();
    return agent.transferTargets().stream()
        .filter(it -> !wanted.isBlank() && it.name().equals(wanted))
        .map(it -> new TransferTarget(it.name(), it.description(), it.uri()))
        .findFirst();
  }

  /// Asks for a human being.
  public Outcome request(HandoffRequest request) {
    try {
      state.requestHandoff(request.tenantId(), request.sessionId(), request.reason());
    } catch (IllegalStateException failure) {
      // People are told even of a conversation whose session was never written.
      LOG.warn("session {} is not there to be handed off", request.sessionId());
    }
    String id = idOf(request);
    Optional<Notification> earlier = notifications.find(request.tenantId(), id);
    boolean isNew = earlier.isEmpty() && added(request, id);
    boolean emailSent = earlier.map(Notification::emailSent).orElse(false);
    if (!emailSent) {
      emailSent = recipient.apply(request).map(to -> told(request, id, to)).orElse(false);
    }
    return new Outcome(id, isNew, emailSent);
  }

  private boolean added(HandoffRequest request, String id) {
    try {
      notifications.add(
          new Notification(
              request.tenantId(),
              id,
              request.userId(),
              request.agentId(),
              request.sessionId(),
              request.cause().wireName(),
              Status.UNREAD,
              priority(request),
              sentence(request),
              Map.of("reason", request.reason()),
              false,
              clock.instant()));
      return true;
    } catch (IllegalStateException _) {
      return false; // somebody else wrote it in this moment
    }
  }

  private boolean told(HandoffRequest request, String id, String to) {
    Instant now = clock.instant();
    try {
      mail.send(
          new Letter(
              request.tenantId(),
              id,
              request.agentId(),
              request.sessionId(),
              to,
              "A conversation needs a person",
              sentence(request)
                  + "\n\nAgent: "
                  + request.agentId()
                  + "\nSession: "
                  + request.sessionId()
                  + "\nAsked at: "
                  + now
                  + "\n",
              now));
    } catch (MailFailure failure) {
      LOG.warn("no letter about notification {}: {}", id, failure.sentence());
      return false;
    }
    notifications.emailSent(request.tenantId(), id);
    return true;
  }

  private static Priority priority(HandoffRequest request) {
    return switch (request.cause()) {
      case HANDOFF -> Priority.HIGH;
      case ESCALATION_TRIGGER -> Priority.HIGH;
      case DANGER_WORD -> Priority.URGENT;
    };
  }

  private static String sentence(HandoffRequest request) {
    String what =
        switch (request.cause()) {
          case HANDOFF -> "The agent asks for a person";
          case ESCALATION_TRIGGER -> "The other side asks for a person";
          case DANGER_WORD -> "A danger word was said";
        };
    return request.reason().isBlank() ? what + "." : what + ": " + request.reason();
  }

  /// The same for the same session, cause and reason, whatever its case and spacing.
  private static String idOf(HandoffRequest request) {
    String identity =
        request.sessionId()
            + "\n"
            + request.cause()
            + "\n"
            + request.reason().toLowerCase(Locale.ROOT);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return "ho_" + HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
