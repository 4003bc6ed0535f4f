package io.oratio.runtime.mail;

import io.oratio.domain.mail.Letter;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;

/// A letter as a message (RFC 5322), whoever carries it: plain text with the letter's own id. What
/// goes into a header is one plain address or a subject without control characters, so that no
/// words of a letter can add a header or a recipient.
final class Written extends MimeMessage {
  private final String id;

  private Written(Session session, String id) {
    super(session);
    this.id = id;
  }

  /// @param from one plain address
  static MimeMessage of(Letter letter, String from, Session session) throws MessagingException {
    MimeMessage message = new Written(session, "<" + letter.letterId() + "@oratio>");
    message.setFrom(new InternetAddress(from, true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
    message.setSubject(oneLine(letter.subject()), "UTF-8");
    message.setSentDate(Date.from(letter.createdAt()));
    message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834 §5
    message.setText(letter.body(), "UTF-8");
    message.saveChanges();
    return message;
  }

  /// A header's text without anything that could end it.
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
  }

  /// Keeps the id it was given.
  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }
}
