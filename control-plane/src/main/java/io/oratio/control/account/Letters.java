package io.oratio.control.account;

import io.oratio.control.trust.Ids;
import io.oratio.domain.account.EmailAddress;
import io.oratio.domain.mail.Letter;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.mail.Mail;
import io.oratio.runtime.mail.MailFailure;
import java.net.URI;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the letters of accounts. They are nobody's tenant's: what is in them opens an account, so
/// no tenant may read them where letters are kept in a table. The secret of a link stands behind
/// `#`, where no server on the way logs it.
final class Letters {
  /// Whose letters they are.
  static final TenantId PLATFORM = new TenantId("platform");

  private static final Logger LOG = LoggerFactory.getLogger(Letters.class);
  private static final String SENDER = "account";

  private final Mail mail;
  private final URI baseAddress;
  private final Ids ids;
  private final InstantSource clock;

  Letters(Mail mail, URI baseAddress, Ids ids, InstantSource clock) {
    this.mail = mail;
    this.baseAddress = baseAddress;
    this.ids = ids;
    this.clock = clock;
  }

  /// Where a page of the console is, with a secret that is good once.
  URI link(String page, String token) {
    return URI.create(baseAddress + "/" + page + "#token=" + token);
  }

  void verify(EmailAddress to, String token) {
    send(
        to,
        "Verify your e-mail address",
        """
        Somebody, you we hope, asked for an account with this address.
        Open this link within a day to say that the address is yours:

        %s

        If it was not you, do nothing: without the link the account stays closed.
        """
            .formatted(link("verify", token)));
  }

  /// For an account that waits for its owner: whoever reads the letter chooses its password.
  void finish(EmailAddress to, String token) {
    send(
        to,
        "Finish your account",
        """
        An account with this address was asked for again, and it was never opened.
        Choose its password within an hour:

        %s

        If it was not you, do nothing.
        """
            .formatted(link("reset-password", token)));
  }

  void isThere(EmailAddress to) {
    send(
        to,
        "You have an account already",
        """
        Somebody asked for an account with this address, but there is one already.
        Sign in, or choose a new password if you have lost yours:

        %s

        If it was not you, do nothing: nothing has changed.
        """
            .formatted(baseAddress + "/reset-password"));
  }

  void reset(EmailAddress to, String token) {
    send(
        to,
        "Choose a new password",
        """
        Somebody, you we hope, has lost the password of this account.
        Choose a new one within an hour:

        %s

        If it was not you, do nothing: nothing has changed.
        """
            .formatted(link("reset-password", token)));
  }

  void changed(EmailAddress to) {
    send(
        to,
        "Your password was changed",
        """
        The password of your account was changed, and everybody was signed out.
        If it was not you, choose a new one at once:

        %s
        """
            .formatted(baseAddress + "/reset-password"));
  }

  void invite(EmailAddress to, String tenantName, String token) {
    send(
        to,
        "You are invited",
        """
        You are invited to work on %s. Join within a week:

        %s
        """
            .formatted(tenantName, link("join", token)));
  }

  private void send(EmailAddress to, String subject, String body) {
    Letter letter =
        new Letter(
            PLATFORM,
            ids.next("let_"),
            SENDER,
            SENDER,
            to.reveal(),
            subject,
            body,
            clock.instant());
    try {
      mail.send(letter);
    } catch (MailFailure failure) {
      LOG.warn("letter {} did not leave: {}", letter.letterId(), failure.sentence());
    }
  }
}
