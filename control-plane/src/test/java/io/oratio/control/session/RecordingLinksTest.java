package io.oratio.control.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class RecordingLinksTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Samples.MORNING);
  private final RecordingLinks links = links((byte) 1);
  private final TenantId tenant = new TenantId("t_1");

  @Test
  void opensWhatItWasMadeForUntilItsTimeIsOver() {
    RecordingLinks.Link link = links.make(tenant, "ses_1", Duration.ofSeconds(60));
    assertThat(link.token()).matches("[A-Za-z0-9_.-]{16,1024}");
    assertThat(links.open(link.token()))
        .contains(new RecordingLinks.Opened(tenant, "ses_1", "lnk_1"));
    now.set(link.expiresAt().minusMillis(1));
    assertThat(links.open(link.token())).isPresent();
    now.set(link.expiresAt());
    assertThat(links.open(link.token())).isEmpty();
  }

  @Test
  void lastsFiveMinutesAtMost() {
    RecordingLinks.Link link = links.make(tenant, "ses_1", Duration.ofDays(1));
    assertThat(link.expiresAt()).isBeforeOrEqualTo(Samples.MORNING.plus(Duration.ofMinutes(5)));
  }

  @Test
  void opensNothingOnceAnyOfItWasChanged() {
    String token = links.make(tenant, "ses_1", Duration.ofSeconds(60)).token();
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'x' ? 'y' : 'x';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      // The last character of base64 has bits to spare.
      if (i < token.length() - 1) {
        assertThat(links.open(changed)).as("changed at %d", i).isEmpty();
      }
    }
    assertThat(links.open("")).isEmpty();
    assertThat(links.open("......")).isEmpty();
    assertThat(links.open(token + "x")).isEmpty();
    assertThat(links((byte) 2).open(token)).isEmpty();
  }

  private RecordingLinks links(byte key) {
    byte[] bytes = new byte[32];
    bytes[0] = key;
    return new RecordingLinks(new SecretKeySpec(bytes, "HmacSHA256"), now::get, () -> "lnk_1");
  }
}
