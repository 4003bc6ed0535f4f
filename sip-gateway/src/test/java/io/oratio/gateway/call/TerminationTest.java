package io.oratio.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.session.Ending;
import io.oratio.domain.session.SessionStatus;
import io.oratio.gateway.call.Termination.Reason;
import org.junit.jupiter.api.Test;

class TerminationTest {
  @Test
  void refusesWithTheStatusThatFitsTheReason() {
    assertThat(new Termination(Reason.NO_SUCH_NUMBER).refusalStatus()).isEqualTo(404);
    assertThat(new Termination(Reason.TRUNK_BUSY).refusalStatus()).isEqualTo(486);
    assertThat(new Termination(Reason.NO_COMMON_CODEC).refusalStatus()).isEqualTo(488);
    assertThat(new Termination(Reason.TIME_LIMIT).refusalStatus()).isEqualTo(480);
  }

  @Test
  void saysWhenToTryAgainExactlyWhereItIsOurDoing() {
    for (Reason reason : Reason.values()) {
      Termination why = new Termination(reason);
      assertThat(why.retryAfterSeconds().isPresent())
          .as("%s", reason)
          .isEqualTo(why.refusalStatus() == 503);
    }
    assertThat(new Termination(Reason.DRAINING).retryAfterSeconds()).hasValue(30);
  }

  @Test
  void tellsWhoseDoingItIsWhenNobodyAnswersUs() {
    for (Reason reason :
        java.util.List.of(
            Reason.CALLEE_BUSY, Reason.CALLEE_DECLINED, Reason.NO_ANSWER, Reason.CALLEE_HUNG_UP)) {
      assertThat(new Termination(reason).sessionStatus()).isEqualTo(SessionStatus.COMPLETED);
    }
    assertThat(new Termination(Reason.CALLEE_UNREACHABLE))
        .hasToString("upstream_error/callee_unreachable");
    assertThat(new Termination(Reason.CALL_REFUSED).sessionStatus()).isEqualTo(SessionStatus.ERROR);
    assertThat(new Termination(Reason.NO_SUCH_TRUNK)).hasToString("caller_error/no_such_trunk");
  }

  @Test
  void givesTheSessionItsWordsAndItsState() {
    Termination why = new Termination(Reason.MEDIA_TIMEOUT);
    assertThat(why.ending()).isEqualTo(new Ending("upstream_error", "media_timeout"));
    assertThat(why.sessionStatus()).isEqualTo(SessionStatus.ERROR);
    assertThat(why).hasToString("upstream_error/media_timeout");
    assertThat(new Termination(Reason.TRANSFERRED).sessionStatus())
        .isEqualTo(SessionStatus.TRANSFERRED);
    assertThat(new Termination(Reason.CALLER_SILENT).sessionStatus())
        .isEqualTo(SessionStatus.COMPLETED);
  }
}
