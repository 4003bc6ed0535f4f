package io.oratio.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import io.oratio.domain.notification.Notification.Priority;
import io.oratio.domain.notification.Notification.Status;
import io.oratio.domain.tenant.TenantId;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NotificationTest {
  private static final TenantId TENANT = Samples.newTenant();

  @Test
  void knowsFromWhereItMovesOn() {
    assertThat(Status.UNREAD.earlier()).isEmpty();
    assertThat(Status.READ.earlier()).containsExactly(Status.UNREAD);
    assertThat(Status.ACKNOWLEDGED.earlier()).containsExactly(Status.UNREAD, Status.READ);
  }

  @Test
  void repairsWhatComesFromElsewhereAndRefusesTooManyNames() {
    Notification repaired = with("a\u0000".repeat(5000), Map.of("n\uD800", "v".repeat(2000)));
    assertThat(repaired.message()).hasSize(4096).startsWith("a\uFFFD");
    assertThat(repaired.metadata()).isEqualTo(Map.of("n\uFFFD", "v".repeat(1000)));
    Map<String, String> many =
        IntStream.range(0, 33).boxed().collect(Collectors.toMap(it -> "n" + it, it -> "v"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("", many))
        .withMessageContaining("metadata");
  }

  @Test
  void saysItsWordsAsTheWireDoes() {
    for (Status each : Status.values()) {
      assertThat(Status.fromWire(each.wireName())).isEqualTo(each);
    }
    for (Priority each : Priority.values()) {
      assertThat(Priority.fromWire(each.wireName())).isEqualTo(each);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Priority.fromWire("now"));
  }

  private static Notification with(String message, Map<String, String> metadata) {
    return new Notification(
        TENANT,
        "ntf_1",
        "",
        "reception",
        "ses_1",
        "handoff",
        Status.UNREAD,
        Priority.NORMAL,
        message,
        metadata,
        false,
        Samples.MORNING);
  }
}
