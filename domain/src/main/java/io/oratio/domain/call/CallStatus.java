package io.oratio.domain.call;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How far an outbound call has come, and the only ways on from there:
///
/// | from | to |
/// | --- | --- |
/// | `reserved` | `dialling` (by a claim only), `failed`, `cancelled` |
/// | `dialling` | `ringing`, `answered`, `busy`, `no_answer`, `declined`, `failed`, `cancelled` |
/// | `ringing` | `answered`, `busy`, `no_answer`, `declined`, `failed`, `cancelled` |
/// | `answered` | `completed`, `failed` |
/// | the others | none |
public enum CallStatus {
  /// Asked for and written down; nobody dials yet.
  RESERVED,
  /// A gateway has claimed it: from now on it may have reached the other side.
  DIALLING,
  RINGING,
  ANSWERED,
  /// It was answered and is over.
  COMPLETED,
  BUSY,
  NO_ANSWER,
  DECLINED,
  FAILED,
  /// Taken back before it was answered.
  CANCELLED;

  /// Where a call may go from here.
  public Set<CallStatus> next() {
    return switch (this) {
      case RESERVED -> EnumSet.of(DIALLING, FAILED, CANCELLED);
      case DIALLING -> EnumSet.of(RINGING, ANSWERED, BUSY, NO_ANSWER, DECLINED, FAILED, CANCELLED);
      case RINGING -> EnumSet.of(ANSWERED, BUSY, NO_ANSWER, DECLINED, FAILED, CANCELLED);
      case ANSWERED -> EnumSet.of(COMPLETED, FAILED);
      case COMPLETED, BUSY, NO_ANSWER, DECLINED, FAILED, CANCELLED -> Set.of();
    };
  }

  public boolean mayBecome(CallStatus other) {
    return next().contains(other);
  }

  /// Those from which a call may come here.
  public List<CallStatus> before() {
    return Arrays.stream(values()).filter(it -> it.mayBecome(this)).toList();
  }

  /// Whether the call is over.
  public boolean isFinal() {
    return next().isEmpty();
  }

  /// Whether a gateway holds it now.
  public boolean isHeld() {
    return this == DIALLING || this == RINGING || this == ANSWERED;
  }

  /// As it stands in JSON and in the tables, for example `no_answer`.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException for another word
  public static CallStatus fromWire(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
