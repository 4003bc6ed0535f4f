package io.oratio.domain.live;

import java.util.Locale;

/// What a live event tells of. The body's fields are those of the record in the API.
public enum LiveEventType {
  SESSION_STARTED,
  SESSION_CHANGED,
  SESSION_ENDED,
  /// Words that are still being spoken; the next of the same id replaces them.
  WORDS_PARTIAL,
  TURN_FINISHED,
  NOTIFICATION,
  AGENT_CHANGED,
  CREATION_STEP,
  CALL_CHANGED,
  /// A trunk or a number is new, changed or gone.
  TELEPHONY_CHANGED,
  KEY_REVOKED,
  RUN_STATUS,
  MESSAGE_DELTA,
  TOOL_CALL,
  TOOL_RESULT;

  /// As it stands in JSON, for example `session_started`.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException for another word
  public static LiveEventType fromWire(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
