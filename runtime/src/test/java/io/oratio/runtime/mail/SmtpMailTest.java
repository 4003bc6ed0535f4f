package io.oratio.runtime.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.oratio.domain.trunk.Secret;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmtpMailTest extends MailContract {
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Override
  Mail mail() {
    return new SmtpMail(server("", Optional.empty()));
  }

  @Override
  List<Received> receivedBy(String to) throws Exception {
    List<Received> received = new ArrayList<>();
    for (MimeMessage message : server.getReceivedMessages()) {
      List<String> recipients =
          Arrays.stream(message.getAllRecipients()).map(Object::toString).toList();
      if (recipients.contains(to)) {
        received.add(new Received(recipients, message.getSubject(), (String) message.getContent()));
      }
    }
    return received;
  }

  @Test
  void givesALetterItsOwnMessageIdAndNoHeaderFromItsWords() throws Exception {
    mail().send(letter("ann@hotel.example", "Hi\r\nBcc: eve@evil.example\u2028X: y\u0000", "x"));

    MimeMessage received = server.getReceivedMessages()[0];
    assertThat(received.getMessageID()).isEqualTo("<l1@oratio>");
    assertThat(received.getFrom()[0]).hasToString(FROM);
    assertThat(received.getHeader("Bcc")).isNull();
    assertThat(received.getHeader("X")).isNull();
    assertThat(received.getSubject()).startsWith("Hi  Bcc: eve@evil.example X: y");
  }

  @Test
  void logsIn() throws Exception {
    server.setUser("agent", "pass word");
    new SmtpMail(server("agent", Optional.of(new Secret("pass word")))).check();
    new SmtpMail(server("agent", Optional.of(new Secret("pass word"))))
        .send(letter("ann@hotel.example", "x", "x"));
    assertThat(server.getReceivedMessages()).hasSize(1);

    MailFailure failure =
        catchThrowableOfType(
            MailFailure.class,
            () ->
                new SmtpMail(server("agent", Optional.of(new Secret("wrong"))))
                    .send(letter("ann@hotel.example", "x", "x")));
    assertThat(failure.mayRetry()).isFalse();
    assertThat(failure.sentence()).doesNotContain("wrong");
  }

  @Test
  void mayBeAskedAgainWhenTheServerCannotBeReached() {
    SmtpServer gone = server("", Optional.empty());
    server.stop();
    MailFailure failure =
        catchThrowableOfType(
            MailFailure.class,
            () -> new SmtpMail(gone).send(letter("ann@hotel.example", "x", "x")));
    assertThat(failure.mayRetry()).isTrue();
    assertThatThrownBy(new SmtpMail(gone)::check).isInstanceOf(MailFailure.class);
  }

  @Test
  void refusesAServerThatDoesNotProtectTheConnectionWhereItShould() {
    SmtpServer strict =
        new SmtpServer(
            "127.0.0.1",
            server.getSmtp().getPort(),
            SmtpServer.Security.STARTTLS,
            "",
            Optional.empty(),
            FROM,
            Duration.ofSeconds(5));
    assertThatThrownBy(() -> new SmtpMail(strict).send(letter("ann@hotel.example", "x", "x")))
        .isInstanceOf(MailFailure.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  private SmtpServer server(String user, Optional<Secret> password) {
    return new SmtpServer(
        "127.0.0.1",
        server.getSmtp().getPort(),
        SmtpServer.Security.NONE,
        user,
        password,
        FROM,
        Duration.ofSeconds(10));
  }
}
