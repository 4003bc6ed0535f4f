package io.oratio.runtime.mail;

import io.oratio.domain.mail.Letter;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends letters as plain text by SMTP (RFC 5321), a connection for each. What goes into a header
/// is one plain address or a subject without control characters, so that no words of a letter can
/// add a header or a recipient.
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
      MimeMessage message = message(letter);
      connect(transport);
      // From here on the letter may have left.
      deliver(transport, message);
    } catch (MessagingException failure) {
      LOG.warn(
          "letter {} was not taken: {}", letter.letterId(), failure.getClass().getSimpleName());
      throw new MailFailure("The mail server did not take the letter.", false);
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

  private MimeMessage message(Letter letter) throws MessagingException {
    MimeMessage message = new Identified(session, "<" + letter.letterId() + "@oratio>");
    message.setFrom(new InternetAddress(server.from(), true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
    message.setSubject(oneLine(letter.subject()), "UTF-8");
    message.setSentDate(Date.from(letter.createdAt()));
    message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834 §5
    message.setText(letter.body(), "UTF-8");
    message.saveChanges();
    return message;
  }

  /// A header's text without anything that could end it.
  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
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

  /// A message that keeps the id it was given.
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
