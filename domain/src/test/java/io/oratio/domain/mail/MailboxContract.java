package io.oratio.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;

/// What every mailbox does. It may hold other tenants' letters from before.
public abstract class MailboxContract {
  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();

  /// The mailbox under test, the same for one test.
  protected abstract Mailbox mailbox();

  @Test
  void keepsEveryPartOfALetter() {
    Letter letter =
        new Letter(
            ours,
            "ltr_1",
            "reception",
            "ses_7",
            Samples.MANY_SCRIPTS,
            Samples.MANY_SCRIPTS,
            Samples.MANY_SCRIPTS,
            Samples.MORNING);
    mailbox().add(letter);
    assertThat(mailbox().recent(ours, 1)).containsExactly(letter);
  }

  @Test
  void keepsALetterAsLongAsALetterMayBeAndOneOfNoWords() {
    String endless = "\u4f60".repeat(70_000);
    Letter longest =
        new Letter(ours, "ltr_1", "reception", "ses_1", endless, endless, endless, Samples.MORNING);
    Letter bare =
        new Letter(
            ours, "ltr_2", "reception", "ses_1", "", "", "", Samples.MORNING.minusSeconds(1));
    mailbox().add(longest);
    mailbox().add(bare);
    assertThat(mailbox().recent(ours, 10)).containsExactly(longest, bare);
  }

  @Test
  void changesNothingWhenALetterIsWrittenAgain() {
    Letter first = Samples.letter(ours, "ltr_1", Samples.MORNING);
    mailbox().add(first);
    mailbox().add(first);
    mailbox().add(Samples.letter(ours, "ltr_1", Samples.MORNING.plusSeconds(5)));
    assertThat(mailbox().recent(ours, 10)).containsExactly(first);
  }

  @Test
  void listsTheTenantsNewestFirst() {
    for (int second : new int[] {3, 1, 2}) {
      mailbox().add(Samples.letter(ours, "ltr_" + second, Samples.MORNING.plusSeconds(second)));
    }
    mailbox().add(Samples.letter(theirs, "ltr_1", Samples.MORNING.plusSeconds(9)));
    assertThat(mailbox().recent(ours, 1000))
        .extracting(Letter::letterId)
        .containsExactly("ltr_3", "ltr_2", "ltr_1");
    assertThat(mailbox().recent(ours, 2))
        .extracting(Letter::letterId)
        .containsExactly("ltr_3", "ltr_2");
    assertThat(mailbox().recent(Samples.newTenant(), 2)).isEmpty();
  }

  @Test
  void refusesALimitOutOfRange() {
    for (int limit : new int[] {-1, 0, 1001}) {
      assertThatIllegalArgumentException().isThrownBy(() -> mailbox().recent(ours, limit));
    }
  }
}
