package io.oratio.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CallTableTest {
  @Test
  void findsEachRowByItsStateAndEvent() {
    for (CallTable.Row row : CallTable.ROWS) {
      assertThat(CallTable.row(row.from(), row.event())).contains(row);
    }
  }

  @Test
  void knowsNoOtherRows() {
    long found =
        Arrays.stream(CallState.values())
            .flatMap(
                state ->
                    Arrays.stream(CallEvent.values()).map(event -> CallTable.row(state, event)))
            .filter(java.util.Optional::isPresent)
            .count();
    assertThat(found).isEqualTo(CallTable.ROWS.size());
  }

  @Test
  void endsEveryCallThatIsAskedToEndOrWhoseCallerLeaves() {
    for (CallState state : CallState.values()) {
      if (state != CallState.ENDED) {
        assertThat(CallTable.row(state, CallEvent.END_ASKED).orElseThrow().to())
            .isEqualTo(CallState.ENDED);
        CallEvent left =
            CallTest.OUR_OWN.contains(state) ? CallEvent.NOT_REACHED : CallEvent.CALLER_LEFT;
        assertThat(CallTable.row(state, left).orElseThrow().action()).isEqualTo(CallAction.CLEAR);
        assertThat(CallTable.row(state, CallEvent.LINE_LOST).orElseThrow().action())
            .isEqualTo(CallAction.CLEAR);
      }
    }
  }

  @Test
  void letsNothingHappenToACallThatIsOver() {
    for (CallEvent event : CallEvent.values()) {
      assertThat(CallTable.row(CallState.ENDED, event)).isEmpty();
    }
  }
}
