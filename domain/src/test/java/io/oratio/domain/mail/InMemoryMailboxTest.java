package io.oratio.domain.mail;

class InMemoryMailboxTest extends MailboxContract {
  private final Mailbox mailbox = new InMemoryMailbox();

  @Override
  protected Mailbox mailbox() {
    return mailbox;
  }
}
