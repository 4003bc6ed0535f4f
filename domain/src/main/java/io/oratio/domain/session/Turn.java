package io.oratio.domain.session;

import java.time.Duration;
import java.time.Instant;

/// Something one side said, or a tool did. Of the agent only what was really played.
///
/// @param sequence counts from 1 within the session, without gaps
/// @param content the words; for a tool, its result in short
/// @param startedAt when it began
/// @param offset where in the recording it began
/// @param interrupted whether the other side cut it short
/// @param toolName the tool, or blank
public record Turn(
    int sequence,
    Role role,
    String content,
    Instant startedAt,
    Duration offset,
    boolean interrupted,
    String toolName) {
  public Turn {
    if (sequence < 1) {
      throw new IllegalArgumentException("turns count from 1");
    }
  }

  /// Who speaks.
  public enum Role {
    USER,
    ASSISTANT,
    TOOL;

    /// As it stands in JSON and in the tables.
    public String wireName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// @throws IllegalArgumentException for another word
    public static Role fromWire(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
  }
}
