package io.oratio.runtime.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.mail.InMemoryMailbox;
import io.oratio.domain.mail.Letter;
import io.oratio.domain.notification.InMemoryNotifications;
import io.oratio.domain.notification.Notification;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.handoff.HandoffRequest.Cause;
import io.oratio.runtime.mail.Mail;
import io.oratio.runtime.mail.MailFailure;
import io.oratio.runtime.mail.TableMail;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandoffsTest {
  private final TenantId tenant = Samples.newTenant();
  private final InMemoryNotifications notifications = new InMemoryNotifications();
  private final InMemoryMailbox mailbox = new InMemoryMailbox();
  private final List<String> states = new ArrayList<>();

  @Test
  void writesTheSessionsStateANotificationAndALetter() {
    Handoffs handoffs = handoffs(new TableMail(mailbox), "boss@hotel.example");

    Handoffs.Outcome outcome = handoffs.request(request(Cause.DANGER_WORD, "“fire”\nwas said."));

    assertThat(outcome.isNew()).isTrue();
    assertThat(states).containsExactly("s1: “fire” was said.");
    Notification written = notifications.find(tenant, outcome.notificationId()).orElseThrow();
    assertThat(written.type()).isEqualTo("danger_word");
    assertThat(written.priority()).isEqualTo(Notification.Priority.URGENT);
    assertThat(written.emailSent()).isTrue();
    assertThat(mailbox.recent(tenant, 10))
        .extracting(Letter::to)
        .containsExactly("boss@hotel.example");
  }

  @Test
  void writesTheSameRequestOnce() {
    Handoffs handoffs = handoffs(new TableMail(mailbox), "boss@hotel.example");
    handoffs.request(request(Cause.HANDOFF, "Angry guest"));
    Handoffs.Outcome again = handoffs.request(request(Cause.HANDOFF, " angry  guest "));
    handoffs.request(request(Cause.ESCALATION_TRIGGER, "Angry guest"));

    assertThat(again.isNew()).isFalse();
    assertThat(notifications.recent(tenant, 10)).hasSize(2);
    assertThat(mailbox.recent(tenant, 10)).hasSize(2);
  }

  @Test
  void tellsPeopleEvenWhenTheLetterDoesNotLeaveAndSendsItWhenAskedAgain() {
    List<Letter> sent = new ArrayList<>();
    boolean[] isDown = {true};
    Mail mail =
        letter -> {
          if (isDown[0]) {
            throw new MailFailure("The mail server cannot be reached.", true);
          }
          sent.add(letter);
        };
    Handoffs handoffs = handoffs(mail, "boss@hotel.example");

    Handoffs.Outcome first = handoffs.request(request(Cause.HANDOFF, "Angry guest"));
    assertThat(first.emailSent()).isFalse();
    assertThat(notifications.recent(tenant, 10)).hasSize(1);
    isDown[0] = false;
    Handoffs.Outcome second = handoffs.request(request(Cause.HANDOFF, "Angry guest"));

    assertThat(second.emailSent()).isTrue();
    assertThat(sent).hasSize(1);
    assertThat(notifications.recent(tenant, 10)).hasSize(1);
  }

  @Test
  void tellsPeopleOfAConversationThatHasNoSession() {
    Handoffs handoffs =
        new Handoffs(
            (_, _, _) -> {
              throw new IllegalStateException("not there");
            },
            notifications,
            new TableMail(mailbox),
            _ -> Optional.empty(),
            Clock.fixed(Samples.MORNING, ZoneOffset.UTC));
    assertThat(handoffs.request(request(Cause.HANDOFF, "")).isNew()).isTrue();
    assertThat(mailbox.recent(tenant, 10)).isEmpty();
  }

  private Handoffs handoffs(Mail mail, String recipient) {
    return new Handoffs(
        (tenantId, sessionId, reason) -> {
          states.add(sessionId + ": " + reason);
          return Samples.session(tenantId, sessionId, Samples.MORNING);
        },
        notifications,
        mail,
        _ -> Optional.of(recipient),
        Clock.fixed(Samples.MORNING, ZoneOffset.UTC));
  }

  private HandoffRequest request(Cause cause, String reason) {
    return new HandoffRequest(tenant, "owner", "hotel", "s1", cause, reason);
  }
}
