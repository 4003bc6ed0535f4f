package io.oratio.engine.nova;

import io.oratio.engine.nova.NovaEvent.ContentType;
import io.oratio.engine.nova.NovaEvent.Role;
import io.oratio.engine.nova.NovaEvent.StopReason;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads what the model says: `{"event":{"<name>":{…}}}`, token by token. Sound goes from Base64 in
/// the message to samples without a string or a tree between. Nothing a server sends makes it
/// throw.
final class OutputParser {
  private OutputParser() {}

  static NovaEvent parse(byte[] json) {
    try (JsonParser parser = Json.parser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new NovaEvent.Malformed();
      }
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        JsonToken value = parser.nextToken();
        if (name.equals("event") && value == JsonToken.START_OBJECT) {
          return event(parser);
        }
        parser.skipChildren();
      }
      return new NovaEvent.Malformed();
    } catch (JacksonException _) {
      return new NovaEvent.Malformed();
    }
  }

  private static NovaEvent event(JsonParser parser) {
    String name = parser.nextName();
    if (name == null || parser.nextToken() != JsonToken.START_OBJECT) {
      return new NovaEvent.Malformed();
    }
    Body body = Body.read(parser, name.equals("audioOutput"));
    return switch (name) {
      case "completionStart" -> new NovaEvent.CompletionStart();
      case "contentStart" ->
          new NovaEvent.ContentStart(
              body.contentId, body.type, body.role, body.stage.equals("SPECULATIVE"));
      case "textOutput" -> new NovaEvent.TextOutput(body.contentId, body.role, body.content);
      case "audioOutput" -> new NovaEvent.AudioOutput(body.contentId, body.samples);
      case "toolUse" ->
          body.toolUseId.isBlank()
              ? new NovaEvent.Malformed()
              : new NovaEvent.ToolUse(
                  body.toolUseId, body.toolName, Json.object(body.content, "input"));
      case "contentEnd" -> new NovaEvent.ContentEnd(body.contentId, body.type, body.stopReason);
      case "usageEvent" -> new NovaEvent.Usage(body.inputTokens, body.outputTokens);
      case "completionEnd" -> new NovaEvent.CompletionEnd();
      case "userSpeechStart" -> new NovaEvent.UserSpeech(true);
      case "userSpeechEnd" -> new NovaEvent.UserSpeech(false);
      default -> new NovaEvent.Unknown(name);
    };
  }

  /// The members any event may have; what is missing keeps its harmless value.
  private static final class Body {
    private static final short[] NO_SAMPLES = {};

    private String contentId = "";
    private String content = "";
    private short[] samples = NO_SAMPLES;
    private ContentType type = ContentType.OTHER;
    private Role role = Role.OTHER;
    private StopReason stopReason = StopReason.OTHER;
    private String stage = "";
    private String toolUseId = "";
    private String toolName = "";
    private long inputTokens;
    private long outputTokens;

    static Body read(JsonParser parser, boolean isAudio) {
      Body body = new Body();
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        JsonToken value = parser.nextToken();
        if (isAudio && name.equals("content") && value == JsonToken.VALUE_STRING) {
          body.samples = samples(parser.getBinaryValue());
        } else if (name.equals("additionalModelFields") && value == JsonToken.START_OBJECT) {
          body.stage = stageIn(parser);
        } else if (value.isScalarValue()) {
          body.scalar(name, parser);
        } else {
          parser.skipChildren();
        }
      }
      return body;
    }

    private void scalar(String name, JsonParser parser) {
      switch (name) {
        case "contentId" -> contentId = parser.getString();
        case "content" -> content = parser.getString();
        case "type" -> type = typeOf(parser.getString());
        case "role" -> role = roleOf(parser.getString());
        case "stopReason" -> stopReason = stopReasonOf(parser.getString());
        case "additionalModelFields" -> stage = Json.member(parser.getString(), "generationStage");
        case "toolUseId" -> toolUseId = parser.getString();
        case "toolName" -> toolName = parser.getString();
        case "totalInputTokens" -> inputTokens = parser.getValueAsLong();
        case "totalOutputTokens" -> outputTokens = parser.getValueAsLong();
        default -> {
          // sessionId, promptName, completionId and what later models add tell us nothing.
        }
      }
    }

    /// The documentation says that these fields are a string of JSON; an object is understood too.
    private static String stageIn(JsonParser parser) {
      String stage = "";
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        if (name.equals("generationStage") && parser.currentToken().isScalarValue()) {
          stage = parser.getString();
        }
        parser.skipChildren();
      }
      return stage;
    }

    /// 16-bit little-endian; half a sample at the end is dropped.
    private static short[] samples(byte[] pcm) {
      short[] samples = new short[pcm.length / 2];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (short) (pcm[2 * i] & 0xff | pcm[2 * i + 1] << 8);
      }
      return samples;
    }

    private static ContentType typeOf(String name) {
      return switch (name) {
        case "TEXT" -> ContentType.TEXT;
        case "AUDIO" -> ContentType.AUDIO;
        case "TOOL" -> ContentType.TOOL;
        default -> ContentType.OTHER;
      };
    }

    private static Role roleOf(String name) {
      return switch (name) {
        case "USER" -> Role.USER;
        case "ASSISTANT" -> Role.ASSISTANT;
        default -> Role.OTHER;
      };
    }

    private static StopReason stopReasonOf(String name) {
      return switch (name) {
        case "PARTIAL_TURN" -> StopReason.PARTIAL_TURN;
        case "END_TURN" -> StopReason.END_TURN;
        case "INTERRUPTED" -> StopReason.INTERRUPTED;
        case "TOOL_USE" -> StopReason.TOOL_USE;
        default -> StopReason.OTHER;
      };
    }
  }
}
