package io.oratio.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final TenantId TENANT = Samples.newTenant();

  @Test
  void addsUpItsUsage() {
    Usage used = new Usage(10, 20, 30, 1).plus(new Usage(1, 2, 3, 4));
    assertThat(used).isEqualTo(new Usage(11, 22, 33, 5));
    Conversation chat = Samples.conversation(TENANT, "con_1");
    assertThat(chat.using(used).usage()).isEqualTo(used);
    assertThat(chat.using(used).using(Usage.NONE)).isEqualTo(chat);
  }

  @Test
  void refusesAUsageBelowNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Usage(-1, 0, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Usage(0, -1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Usage(0, 0, -1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Usage(0, 0, 0, -1));
  }

  @Test
  void countsVersionsAndMessagesAndBoundsItsContext() {
    assertThatIllegalArgumentException().isThrownBy(() -> with(0, 0, Map.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> with(1, -1, Map.of()));
    Map<String, String> many =
        IntStream.range(0, 33).boxed().collect(Collectors.toMap(it -> "n" + it, it -> "v"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(1, 0, many))
        .withMessageContaining("context");
    assertThatIllegalArgumentException().isThrownBy(() -> Samples.message(0, "x"));
  }

  @Test
  void cutsAndRepairsAMessageInsteadOfLosingIt() {
    Message message = Samples.message(1, "a\u0000".repeat(50_000));
    assertThat(message.content()).hasSize(Message.LONGEST_CONTENT).startsWith("a\uFFFD");
  }

  @Test
  void isHeldByANode() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.run("con_1", "run_1", " ", Samples.MORNING));
  }

  @Test
  void saysItsWordsAsTheWireDoes() {
    for (Message.Role each : Message.Role.values()) {
      assertThat(Message.Role.fromWire(each.wireName())).isEqualTo(each);
    }
    for (Run.Status each : Run.Status.values()) {
      assertThat(Run.Status.fromWire(each.wireName())).isEqualTo(each);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Run.Status.fromWire("lost"));
  }

  private static Conversation with(
      int version, int summarisedThrough, Map<String, String> context) {
    return new Conversation(
        TENANT,
        "con_1",
        "reception",
        version,
        "",
        "",
        summarisedThrough,
        context,
        Usage.NONE,
        Samples.MORNING,
        Samples.MORNING);
  }
}
