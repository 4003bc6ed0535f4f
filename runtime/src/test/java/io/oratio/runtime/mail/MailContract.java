package io.oratio.runtime.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.Samples;
import io.oratio.domain.mail.Letter;
import io.oratio.domain.tenant.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every carrier of letters does.
@Timeout(120)
abstract class MailContract {
  /// The address that carriers with one send from.
  static final String FROM = "agent@oratio.example";

  abstract Mail mail();

  /// What has arrived with this recipient, read as people read it.
  abstract List<Received> receivedBy(String to) throws Exception;

  /// A letter at the other end.
  record Received(List<String> recipients, String subject, String body) {}

  @Test
  void carriesTheWordsOfALetterAsTheyAre() throws Exception {
    mail().send(letter("ann@hotel.example", "Grüße 🚀", "Line one\n.\nLine three: ü"));

    Received received = receivedBy("ann@hotel.example").getFirst();
    assertThat(received.recipients()).containsExactly("ann@hotel.example");
    assertThat(received.subject()).isEqualTo("Grüße 🚀");
    assertThat(received.body().replace("\r\n", "\n").strip())
        .isEqualTo("Line one\n.\nLine three: ü");
  }

  @Test
  void letsNoWordsOfALetterAddARecipient() throws Exception {
    mail()
        .send(
            letter(
                "bea@hotel.example",
                "Hi\r\nBcc: eve@evil.example\u2028X: y",
                "\r\nBcc: eve@evil.example\r\n\r\n.\r\nMAIL FROM:<x@y.example>\r\n"));

    assertThat(receivedBy("bea@hotel.example").getFirst().recipients())
        .containsExactly("bea@hotel.example");
    assertThat(receivedBy("eve@evil.example")).isEmpty();
  }

  @Test
  void takesOnlyOnePlainAddress() throws Exception {
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
      assertThatThrownBy(() -> mail().send(letter(to, "x", "x")))
          .as(to)
          .isInstanceOf(MailFailure.class);
    }
    assertThat(receivedBy("eve@evil.example")).isEmpty();
  }

  static Letter letter(String to, String subject, String body) {
    return new Letter(new TenantId("t1"), "l1", "hotel", "s1", to, subject, body, Samples.MORNING);
  }
}
