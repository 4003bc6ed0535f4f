package io.oratio.runtime.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.oratio.domain.Samples;
import io.oratio.domain.mail.InMemoryMailbox;
import io.oratio.domain.mail.Letter;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SmtpMailTest {
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

  @Test
  void handsALetterToTheServerWithItsOwnMessageId() throws Exception {
    new SmtpMail(server("", Optional.empty()))
        .send(letter("ann@hotel.example", "Grüße 🚀", "Line one\n.\nLine three: ü"));

    MimeMessage received = server.getReceivedMessages()[0];
    assertThat(received.getSubject()).isEqualTo("Grüße 🚀");
    assertThat(received.getMessageID()).isEqualTo("<l1@oratio>");
    assertThat(received.getFrom()[0]).hasToString("agent@oratio.example");
    assertThat(received.getRecipients(Message.RecipientType.TO)[0])
        .hasToString("ann@hotel.example");
    assertThat(((String) received.getContent()).replace("\r\n", "\n").strip())
        .isEqualTo("Line one\n.\nLine three: ü");
  }

  @Test
  void letsNoWordsOfALetterAddAHeaderOrARecipient() throws Exception {
    SmtpMail mail = new SmtpMail(server("", Optional.empty()));
    mail.send(
        letter(
            "ann@hotel.example",
            "Hi\r\nBcc: eve@evil.example\u2028X: y\u0000",
            "\r\nBcc: eve@evil.example\r\n\r\n.\r\nMAIL FROM:<x@y.example>\r\n"));
    for (String to :
        List.of(
            "ann@hotel.example, eve@evil.example",
            "ann@hotel.example\r\nRCPT TO:<eve@evil.example>",
            "<eve@evil.example>",
            "\"a b\"@hotel.example",
            "ann",
            "@hotel.example",
            "ann@",
            "ann@hotel..example",
            "änn@hotel.example")) {
      assertThatThrownBy(() -> mail.send(letter(to, "x", "x")))
          .as(to)
          .isInstanceOf(MailFailure.class);
    }

    assertThat(server.getReceivedMessages()).hasSize(1);
    MimeMessage received = server.getReceivedMessages()[0];
    assertThat(received.getHeader("Bcc")).isNull();
    assertThat(received.getHeader("X")).isNull();
    assertThat(received.getAllRecipients()).hasSize(1);
    assertThat(received.getSubject()).startsWith("Hi  Bcc: eve@evil.example X: y");
  }

  @Test
  void logsIn() throws Exception {
    server.setUser("agent", "pass word");
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
            "agent@oratio.example",
            Duration.ofSeconds(5));
    assertThatThrownBy(() -> new SmtpMail(strict).send(letter("ann@hotel.example", "x", "x")))
        .isInstanceOf(MailFailure.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void keepsLettersInTheTableWhileNoServerIsSet() throws Exception {
    InMemoryMailbox mailbox = new InMemoryMailbox();
    TableMail mail = new TableMail(mailbox);
    mail.send(letter("ann@hotel.example", "x", "x"));
    mail.send(letter("ann@hotel.example", "x", "x"));
    assertThatThrownBy(() -> mail.send(letter("ann", "x", "x"))).isInstanceOf(MailFailure.class);
    assertThat(mailbox.recent(new TenantId("t1"), 10)).hasSize(1);
  }

  private SmtpServer server(String user, Optional<Secret> password) {
    return new SmtpServer(
        "127.0.0.1",
        server.getSmtp().getPort(),
        SmtpServer.Security.NONE,
        user,
        password,
        "agent@oratio.example",
        Duration.ofSeconds(10));
  }

  private static Letter letter(String to, String subject, String body) {
    return new Letter(new TenantId("t1"), "l1", "hotel", "s1", to, subject, body, Samples.MORNING);
  }
}
