package io.oratio.domain.conversation;

import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// One message of a conversation.
///
/// @param id ours
/// @param toolName the tool asked for or answering; blank otherwise
/// @param toolCallId the model's id of the call; blank otherwise
/// @param sequence counts from 1 within the conversation, without gaps
/// @param metadata a JSON object: sources, tool calls, processing time
public record Message(
    String id,
    int sequence,
    Role role,
    String content,
    String toolName,
    String toolCallId,
    String metadata,
    Instant timestamp) {
  /// The limit of a message, in characters.
  public static final int LONGEST_CONTENT = 65_536;

  /// The limit of its metadata, in characters: a message is one DynamoDB item (400 KB).
  public static final int LONGEST_METADATA = 65_536;

  public Message {
    Shape.id("id", id);
    if (sequence < 1) {
      throw new IllegalArgumentException("messages count from 1");
    }
    content = Shape.repaired(content, LONGEST_CONTENT);
    toolName = Shape.repaired(toolName, 256);
    toolCallId = Shape.repaired(toolCallId, 256);
    metadata = Shape.repaired(metadata, LONGEST_METADATA);
    timestamp = timestamp.truncatedTo(ChronoUnit.MICROS);
  }

  /// Whose message it is.
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
