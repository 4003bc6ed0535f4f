package io.oratio.domain.session;

import io.oratio.domain.text.Shape;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Something one side said, or a tool did. Of the agent only what was really played.
///
/// @param sequence counts from 1 within the session, without gaps
/// @param content the words; for a tool, its result in short. Cut after [#LONGEST_CONTENT] and made
///   storable ([Shape#repaired]), since it is the other side's
/// @param startedAt when it began, to the microsecond
/// @param offset where in the recording it began, to the microsecond; not negative
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
  /// The limit of a turn's words, in characters: a turn is one DynamoDB item (400 KB).
  public static final int LONGEST_CONTENT = 65_536;

  public Turn {
    if (sequence < 1) {
      throw new IllegalArgumentException("turns count from 1");
    }
    if (offset.isNegative()) {
      throw new IllegalArgumentException("a turn does not begin before its recording");
    }
    content = Shape.repaired(content, LONGEST_CONTENT);
    toolName = Shape.repaired(toolName, 256);
    startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
    offset = offset.truncatedTo(ChronoUnit.MICROS);
  }

  /// Who speaks.
  public enum Role {
    USER,
    ASSISTANT,
    TOOL;

    /// As it stands in JSON and in the tables.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for another word
    public static Role fromWire(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
