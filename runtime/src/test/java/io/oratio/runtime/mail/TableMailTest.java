package io.oratio.runtime.mail;

import io.oratio.domain.mail.InMemoryMailbox;
import io.oratio.domain.tenant.TenantId;
import java.util.List;

class TableMailTest extends MailContract {
  private final InMemoryMailbox mailbox = new InMemoryMailbox();

  @Override
  Mail mail() {
    return new TableMail(mailbox);
  }

  @Override
  List<Received> receivedBy(String to) {
    return mailbox.recent(new TenantId("t1"), 10).stream()
        .filter(it -> it.to().equals(to))
        .map(it -> new Received(List.of(it.to()), it.subject(), it.body()))
        .toList();
  }
}
