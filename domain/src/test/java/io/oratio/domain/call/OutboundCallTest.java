package io.oratio.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboundCallTest {
  private static final TenantId TENANT = Samples.newTenant();
  private static final Instant LATER = Samples.MORNING.plusSeconds(5);

  @Test
  void endsWhereItsTableHasNoWayOn() {
    assertThat(CallStatus.values())
        .filteredOn(CallStatus::isFinal)
        .containsExactly(
            CallStatus.COMPLETED,
            CallStatus.BUSY,
            CallStatus.NO_ANSWER,
            CallStatus.DECLINED,
            CallStatus.FAILED,
            CallStatus.CANCELLED);
    assertThat(CallStatus.DIALLING.before()).containsExactly(CallStatus.RESERVED);
    assertThat(CallStatus.COMPLETED.before()).containsExactly(CallStatus.ANSWERED);
    assertThat(CallStatus.CANCELLED.before())
        .containsExactly(CallStatus.RESERVED, CallStatus.DIALLING, CallStatus.RINGING);
  }

  @Test
  void saysItsWordsAsTheWireDoes() {
    for (CallStatus each : CallStatus.values()) {
      assertThat(CallStatus.fromWire(each.wireName())).isEqualTo(each);
    }
    assertThat(CallStatus.NO_ANSWER.wireName()).isEqualTo("no_answer");
    assertThatIllegalArgumentException().isThrownBy(() -> CallStatus.fromWire("lost"));
  }

  @Test
  void refusesAWayThatItsTableDoesNotHave() {
    OutboundCall call = CallSamples.call(TENANT, "call_1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> call.moved(CallStatus.RINGING, OutboundCall.Change.at(LATER)));
  }

  @Test
  void keepsItsSessionAndItsReason() {
    OutboundCall answered =
        CallSamples.call(TENANT, "call_1")
            .claimedBy("node-1", LATER)
            .moved(CallStatus.ANSWERED, OutboundCall.Change.at(LATER).in("ses_1"));
    OutboundCall over =
        answered.moved(
            CallStatus.FAILED, OutboundCall.Change.at(LATER).in("ses_2").because("line cut"));
    assertThat(over.sessionId()).contains("ses_1");
    assertThat(over.failure()).contains("line cut");
    assertThat(over.endedAt()).contains(LATER);
  }

  @Test
  void refusesNonsense() {
    assertThatIllegalArgumentException().isThrownBy(() -> with(" ", 30, CallStatus.RESERVED));
    assertThatIllegalArgumentException().isThrownBy(() -> with("+1555", 0, CallStatus.RESERVED));
    assertThatIllegalArgumentException().isThrownBy(() -> with("+1555", 301, CallStatus.RESERVED));
    assertThatIllegalArgumentException().isThrownBy(() -> with("+1555", 30, CallStatus.RINGING));
    assertThatIllegalArgumentException().isThrownBy(() -> with("+1555", 30, CallStatus.BUSY));
    for (String key : List.of("", " ", "x".repeat(256))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Reservation(key, "hash", LATER))
          .withMessageContaining("idempotencyKey");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new Reservation("key", "", LATER));
  }

  private static OutboundCall with(String to, int ringSeconds, CallStatus status) {
    return new OutboundCall(
        TENANT,
        "call_1",
        "reception",
        to,
        "",
        Optional.empty(),
        ringSeconds,
        status,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        "user-1",
        Samples.MORNING,
        Samples.MORNING,
        Optional.empty(),
        Optional.empty());
  }
}
