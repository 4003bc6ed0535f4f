package io.oratio.gateway.call;

import static io.oratio.gateway.call.CallAction.ANSWER;
import static io.oratio.gateway.call.CallAction.CLEAR;
import static io.oratio.gateway.call.CallAction.HANG_UP;
import static io.oratio.gateway.call.CallAction.NOTHING;
import static io.oratio.gateway.call.CallAction.OPEN_ENGINE;
import static io.oratio.gateway.call.CallAction.PAUSE;
import static io.oratio.gateway.call.CallAction.REFER;
import static io.oratio.gateway.call.CallAction.REFUSE;
import static io.oratio.gateway.call.CallAction.REOPEN_ENGINE;
import static io.oratio.gateway.call.CallAction.RESUME;
import static io.oratio.gateway.call.CallAction.SAY_FAREWELL;
import static io.oratio.gateway.call.CallAction.TALK;
import static io.oratio.gateway.call.CallAction.TELL_OF_REFUSED_TRANSFER;
import static io.oratio.gateway.call.CallEvent.ALL_SAID;
import static io.oratio.gateway.call.CallEvent.CALLEE_ANSWERED;
import static io.oratio.gateway.call.CallEvent.CALLEE_RINGS;
import static io.oratio.gateway.call.CallEvent.CALLER_LEFT;
import static io.oratio.gateway.call.CallEvent.END_ASKED;
import static io.oratio.gateway.call.CallEvent.ENGINE_LOST;
import static io.oratio.gateway.call.CallEvent.ENGINE_OPENED;
import static io.oratio.gateway.call.CallEvent.FAREWELL_ASKED;
import static io.oratio.gateway.call.CallEvent.LINE_LOST;
import static io.oratio.gateway.call.CallEvent.MEDIA_READY;
import static io.oratio.gateway.call.CallEvent.NOT_REACHED;
import static io.oratio.gateway.call.CallEvent.PUT_ON_HOLD;
import static io.oratio.gateway.call.CallEvent.TAKEN_OFF_HOLD;
import static io.oratio.gateway.call.CallEvent.TRANSFER_ASKED;
import static io.oratio.gateway.call.CallEvent.TRANSFER_DONE;
import static io.oratio.gateway.call.CallEvent.TRANSFER_REFUSED;
import static io.oratio.gateway.call.CallState.ALERTING;
import static io.oratio.gateway.call.CallState.ANSWERED;
import static io.oratio.gateway.call.CallState.CALLING;
import static io.oratio.gateway.call.CallState.ENDED;
import static io.oratio.gateway.call.CallState.FAREWELL;
import static io.oratio.gateway.call.CallState.HELD;
import static io.oratio.gateway.call.CallState.RINGING;
import static io.oratio.gateway.call.CallState.TALKING;
import static io.oratio.gateway.call.CallState.TRANSFERRING;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The call's life as a table: state × event → state, action. Nothing about a call is decided
/// outside it; an event that has no row in a state means nothing there.
public final class CallTable {
  /// One row.
  public record Row(CallState from, CallEvent event, CallState to, CallAction action) {}

  /// Every row, in the order a call goes.
  public static final List<Row> ROWS =
      List.of(
          row(CALLING, CALLEE_RINGS, ALERTING, OPEN_ENGINE),
          row(CALLING, CALLEE_ANSWERED, ANSWERED, OPEN_ENGINE),
          row(CALLING, NOT_REACHED, ENDED, CLEAR),
          row(CALLING, END_ASKED, ENDED, HANG_UP),
          row(CALLING, LINE_LOST, ENDED, CLEAR),
          row(ALERTING, CALLEE_ANSWERED, ANSWERED, NOTHING),
          row(ALERTING, ENGINE_LOST, ALERTING, REOPEN_ENGINE),
          row(ALERTING, NOT_REACHED, ENDED, CLEAR),
          row(ALERTING, FAREWELL_ASKED, ENDED, HANG_UP),
          row(ALERTING, END_ASKED, ENDED, HANG_UP),
          row(ALERTING, LINE_LOST, ENDED, CLEAR),
          row(RINGING, ENGINE_OPENED, ANSWERED, ANSWER),
          row(RINGING, ENGINE_LOST, ENDED, REFUSE),
          row(RINGING, END_ASKED, ENDED, REFUSE),
          row(RINGING, CALLER_LEFT, ENDED, CLEAR),
          row(RINGING, LINE_LOST, ENDED, CLEAR),
          row(ANSWERED, MEDIA_READY, TALKING, TALK),
          row(ANSWERED, ENGINE_LOST, ANSWERED, REOPEN_ENGINE),
          row(ANSWERED, FAREWELL_ASKED, ENDED, HANG_UP),
          row(ANSWERED, END_ASKED, ENDED, HANG_UP),
          row(ANSWERED, CALLER_LEFT, ENDED, CLEAR),
          row(ANSWERED, LINE_LOST, ENDED, CLEAR),
          row(TALKING, ENGINE_LOST, TALKING, REOPEN_ENGINE),
          row(TALKING, PUT_ON_HOLD, HELD, PAUSE),
          row(TALKING, TRANSFER_ASKED, TRANSFERRING, REFER),
          row(TALKING, FAREWELL_ASKED, FAREWELL, SAY_FAREWELL),
          row(TALKING, END_ASKED, ENDED, HANG_UP),
          row(TALKING, CALLER_LEFT, ENDED, CLEAR),
          row(TALKING, LINE_LOST, ENDED, CLEAR),
          row(HELD, TAKEN_OFF_HOLD, TALKING, RESUME),
          row(HELD, ENGINE_LOST, HELD, REOPEN_ENGINE),
          row(HELD, TRANSFER_ASKED, TRANSFERRING, REFER),
          row(HELD, FAREWELL_ASKED, ENDED, HANG_UP),
          row(HELD, END_ASKED, ENDED, HANG_UP),
          row(HELD, CALLER_LEFT, ENDED, CLEAR),
          row(HELD, LINE_LOST, ENDED, CLEAR),
          row(TRANSFERRING, TRANSFER_DONE, ENDED, HANG_UP),
          row(TRANSFERRING, TRANSFER_REFUSED, TALKING, TELL_OF_REFUSED_TRANSFER),
          row(TRANSFERRING, ENGINE_LOST, TRANSFERRING, REOPEN_ENGINE),
          row(TRANSFERRING, END_ASKED, ENDED, HANG_UP),
          row(TRANSFERRING, CALLER_LEFT, ENDED, CLEAR),
          row(TRANSFERRING, LINE_LOST, ENDED, CLEAR),
          row(FAREWELL, ALL_SAID, ENDED, HANG_UP),
          row(FAREWELL, ENGINE_LOST, ENDED, HANG_UP),
          row(FAREWELL, PUT_ON_HOLD, ENDED, HANG_UP),
          row(FAREWELL, END_ASKED, ENDED, HANG_UP),
          row(FAREWELL, CALLER_LEFT, ENDED, CLEAR),
          row(FAREWELL, LINE_LOST, ENDED, CLEAR),
          row(TRANSFERRING, PUT_ON_HOLD, TRANSFERRING, NOTHING),
          row(TRANSFERRING, TAKEN_OFF_HOLD, TRANSFERRING, NOTHING));

  private static final Map<CallState, Map<CallEvent, Row>> TABLE = index();

  private CallTable() {}

  /// The row for an event in a state; empty when it means nothing there.
  public static Optional<Row> row(CallState state, CallEvent event) {
    return Optional.ofNullable(TABLE.getOrDefault(state, Map.of()).get(event));
  }

  /// The table as a Mermaid state diagram, for `docs/call-states.md`.
  public static String diagram() {
    StringBuilder drawing =
        new StringBuilder("stateDiagram-v2\n  [*] --> CALLING\n  [*] --> RINGING\n");
    for (Row row : ROWS) {
      drawing.append("  %s --> %s: %s / %s\n".formatted(row.from, row.to, row.event, row.action));
    }
    return drawing.append("  ENDED --> [*]\n").toString();
  }

  private static Row row(CallState from, CallEvent event, CallState to, CallAction action) {
    return new Row(from, event, to, action);
  }

  private static Map<CallState, Map<CallEvent, Row>> index() {
    Map<CallState, Map<CallEvent, Row>> table = new EnumMap<>(CallState.class);
    for (Row row : ROWS) {
      Row twice =
          table.computeIfAbsent(row.from, _ -> new EnumMap<>(CallEvent.class)).put(row.event, row);
      if (twice != null) {
        throw new IllegalStateException("two rows for " + row.from + " and " + row.event);
      }
    }
    return table;
  }
}
