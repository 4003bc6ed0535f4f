package io.oratio.phone.call;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Where a call stands. The table below is all the ways it may go.
public enum CallState {
  /// Dialled, or arrived; nothing has been said yet.
  CALLING,
  /// The called side has shown itself.
  RINGING,
  /// Answered.
  TALKING,
  /// We hung up, or took the call back, and wait for the other side to say yes.
  ENDING,
  /// Over.
  ENDED;

  private static final Map<CallState, Set<CallState>> NEXT = new EnumMap<>(CallState.class);

  static {
    NEXT.put(CALLING, EnumSet.of(RINGING, TALKING, ENDING, ENDED));
    NEXT.put(RINGING, EnumSet.of(TALKING, ENDING, ENDED));
    NEXT.put(TALKING, EnumSet.of(ENDING, ENDED));
    NEXT.put(ENDING, EnumSet.of(ENDED));
    NEXT.put(ENDED, EnumSet.noneOf(CallState.class));
  }

  /// Whether the call may go from here to there.
  public boolean mayBecome(CallState next) {
    return NEXT.getOrDefault(this, Set.of()).contains(next);
  }
}
