package io.oratio.runtime.mail;

import io.oratio.domain.mail.Letter;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends letters by SMTP (RFC 5321), a connection for each.
public final class SmtpMail implements Mail {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpMail.class);
  private final SmtpServer server;
  private final Session session;

  public SmtpMail(SmtpServer server) {
    this.server = server;
    session = Session.getInstance(properties(server));
  }

  @Override
  public void send(Letter letter) throws MailFailure {
    if (!Address.isOne(letter.to())) {
      throw new MailFailure("The recipient is not an e-mail address.", false);
    }
    try (Transport transport = session.getTransport("smtp")) {
      MimeMessage message = Written.of(letter, server.from(), session);
      connect(transport);
      // From here on the letter may have left.
      deliver(transport, message);
    } catch (MessagingException failure) {
      LOG.warn(
          "letter {} was not taken: {}", letter.letterId(), failure.getClass().getSimpleName());
      throw new MailFailure("The mail server did not take the letter.", false);
    }
  }

  @Override
  public void check() throws MailFailure {
    try (Transport transport = session.getTransport("smtp")) {
      connect(transport);
    } catch (MessagingException failure) {
      LOG.warn("the mail server ends badly: {}", failure.getClass().getSimpleName());
      throw new MailFailure("The mail server does not end a connection as it should.", true);
    }
  }

  private void connect(Transport transport) throws MailFailure {
    try {
      transport.connect(
          server.host(),
          server.port(),
          server.user().isBlank() ? null : server.user(),
          server.password().map(it -> it.reveal()).orElse(null));
    } catch (AuthenticationFailedException _) {
      throw new MailFailure("The mail server does not let us in.", false);
    } catch (MessagingException failure) {
      LOG.warn("no way to the mail server: {}", failure.getClass().getSimpleName());
      throw new MailFailure("The mail server cannot be reached.", true);
    }
  }

  private void deliver(Transport transport, MimeMessage message)
      throws MessagingException, MailFailure {
    try {
      transport.sendMessage(message, message.getAllRecipients());
    } catch (SendFailedException _) {
      throw new MailFailure("The mail server refused the recipient.", false);
    }
  }

  private static Properties properties(SmtpServer server) {
    String millis = Long.toString(server.within().toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", millis);
    properties.setProperty("mail.smtp.timeout", millis);
    properties.setProperty("mail.smtp.writetimeout", millis);
    properties.setProperty("mail.smtp.auth", Boolean.toString(!server.user().isBlank()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    switch (server.security()) {
      case NONE -> {}
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
    }
    return properties;
  }
}
