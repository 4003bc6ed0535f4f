package io.oratio.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;

class LetterTest {
  private static final TenantId TENANT = Samples.newTenant();

  @Test
  void keepsItsSubjectOnOneLine() {
    assertThat(letter("Hello\r\nBcc: everybody@example.com").subject())
        .isEqualTo("Hello  Bcc: everybody@example.com");
  }

  @Test
  void isCutWhereItIsTooLong() {
    assertThat(letter("s".repeat(2000)).subject()).hasSize(998);
  }

  @Test
  void refusesAnIdThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.letter(TENANT, "a/b", Samples.MORNING));
  }

  private static Letter letter(String subject) {
    return new Letter(
        TENANT, "ltr_1", "reception", "ses_1", "a@example.com", subject, "", Samples.MORNING);
  }
}
