package io.oratio.runtime.mail;

import io.oratio.domain.mail.Letter;
import io.oratio.domain.mail.Mailbox;

/// Keeps letters in the table where people of the tenant read them, while no mail server is set.
public final class TableMail implements Mail {
  private final Mailbox mailbox;

  public TableMail(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public void send(Letter letter) throws MailFailure {
    if (!Address.isOne(letter.to())) {
      throw new MailFailure("The recipient is not an e-mail address.", false);
    }
    mailbox.add(letter);
  }
}
