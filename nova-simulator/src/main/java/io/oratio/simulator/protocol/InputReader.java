package io.oratio.simulator.protocol;

import io.oratio.simulator.protocol.InputEvent.Content;
import io.oratio.simulator.protocol.InputEvent.Role;
import io.oratio.simulator.protocol.InputEvent.Sensitivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads `{"event":{"<name>":{…}}}` and checks its shape. Audio, which is nearly all there is, is
/// read as a stream of tokens; the rest as a tree. Holds no state.
public final class InputReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
  private static final int MOST_TOOLS = 256;

  private InputReader() {}

  /// The event in these bytes.
  ///
  /// @throws Refusal when it is no event at all, or when the judge is strict
  public static InputEvent read(byte[] json, Objections objections) throws Refusal {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() == JsonToken.START_OBJECT
          && "event".equals(parser.nextName())
          && parser.nextToken() == JsonToken.START_OBJECT
          && "audioInput".equals(parser.nextName())
          && parser.nextToken() == JsonToken.START_OBJECT) {
        return audioInput(parser, objections);
      }
      return fromTree(JSON.readTree(json), objections);
    } catch (JacksonException e) {
      throw new Refusal(Refusal.UNPARSABLE, "not JSON, or not base64: " + e.getOriginalMessage());
    }
  }

  private static InputEvent audioInput(JsonParser parser, Objections objections) throws Refusal {
    String promptName = "";
    String contentName = "";
    Optional<byte[]> pcm = Optional.empty();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        throw new Refusal(Refusal.UNPARSABLE, "audioInput." + name + " is not a string");
      }
      switch (name) {
        case "promptName" -> promptName = parser.getString();
        case "contentName" -> contentName = parser.getString();
        case "content" -> pcm = Optional.of(parser.getBinaryValue());
        default -> objections.raise(Refusal.UNPARSABLE, "audioInput." + name + " is not known");
      }
    }
    if (pcm.isEmpty() || promptName.isEmpty() || contentName.isEmpty()) {
      throw new Refusal(Refusal.UNPARSABLE, "audioInput lacks a member");
    }
    if (pcm.get().length % 2 != 0) {
      objections.raise(Refusal.UNPARSABLE, "audioInput.content is not a whole number of samples");
    }
    if (parser.nextToken() != JsonToken.END_OBJECT || parser.nextToken() != JsonToken.END_OBJECT) {
      objections.raise(Refusal.UNPARSABLE, "audioInput is not alone in its chunk");
    }
    return new InputEvent.AudioInput(promptName, contentName, pcm.get());
  }

  private static InputEvent fromTree(JsonNode root, Objections objections) throws Refusal {
    Members.of(root, "$", objections, "event");
    JsonNode event = root.path("event");
    if (!event.isObject() || event.size() != 1) {
      throw new Refusal(Refusal.UNPARSABLE, "event is not an object with one member");
    }
    String name = event.propertyNames().iterator().next();
    JsonNode body = event.path(name);
    return switch (name) {
      case "sessionStart" -> sessionStart(body, objections);
      case "promptStart" -> promptStart(body, objections);
      case "contentStart" -> contentStart(body, objections);
      case "textInput" -> {
        Members text = input(body, name, objections);
        yield new InputEvent.TextInput(
            text.text("promptName"), text.text("contentName"), text.anyText("content"));
      }
      case "toolResult" -> {
        Members result = input(body, name, objections);
        yield new InputEvent.ToolResult(
            result.text("promptName"), result.text("contentName"), result.anyText("content"));
      }
      case "contentEnd" -> {
        Members end = Members.of(body, name, objections, "promptName", "contentName");
        yield new InputEvent.ContentEnd(end.text("promptName"), end.text("contentName"));
      }
      case "promptEnd" ->
          new InputEvent.PromptEnd(
              Members.of(body, name, objections, "promptName").text("promptName"));
      case "sessionEnd" -> {
        Members.of(body, name, objections);
        yield new InputEvent.SessionEnd();
      }
      default -> throw new Refusal(Refusal.UNPARSABLE, "no event is called " + shortened(name));
    };
  }

  private static Members input(JsonNode body, String name, Objections objections) throws Refusal {
    return Members.of(body, name, objections, "promptName", "contentName", "content");
  }

  private static InputEvent sessionStart(JsonNode body, Objections objections) throws Refusal {
    Members start =
        Members.of(
            body,
            "sessionStart",
            objections,
            "inferenceConfiguration",
            "turnDetectionConfiguration");
    if (start.has("inferenceConfiguration")) {
      Members inference =
          start.object("inferenceConfiguration", "maxTokens", "topP", "temperature");
      inference.numberWithin("maxTokens", 1, 1 << 20);
      inference.numberWithin("topP", 0, 1);
      inference.numberWithin("temperature", 0, 1);
    }
    if (!start.has("turnDetectionConfiguration")) {
      return new InputEvent.SessionStart(Optional.empty());
    }
    Members turns = start.object("turnDetectionConfiguration", "endpointingSensitivity");
    return new InputEvent.SessionStart(
        Optional.of(turns.oneOf("endpointingSensitivity", Sensitivity.class, Sensitivity.MEDIUM)));
  }

  private static InputEvent promptStart(JsonNode body, Objections objections) throws Refusal {
    Members start =
        Members.of(
            body,
            "promptStart",
            objections,
            "promptName",
            "textOutputConfiguration",
            "audioOutputConfiguration",
            "toolUseOutputConfiguration",
            "toolConfiguration");
    start.object("textOutputConfiguration", "mediaType").exactly("mediaType", "text/plain");
    if (start.has("toolUseOutputConfiguration")) {
      start
          .object("toolUseOutputConfiguration", "mediaType")
          .exactly("mediaType", "application/json");
    }
    Members audio =
        start.object(
            "audioOutputConfiguration",
            "mediaType",
            "sampleRateHertz",
            "sampleSizeBits",
            "channelCount",
            "voiceId",
            "encoding",
            "audioType");
    int rateHz = audioFormat(audio);
    return new InputEvent.PromptStart(
        start.text("promptName"), rateHz, audio.text("voiceId"), tools(start, objections));
  }

  private static int audioFormat(Members audio) throws Refusal {
    audio.exactly("mediaType", "audio/lpcm");
    audio.exactly("encoding", "base64");
    audio.exactly("audioType", "SPEECH");
    audio.oneOf("sampleSizeBits", 16);
    audio.oneOf("channelCount", 1);
    return audio.oneOf("sampleRateHertz", 8000, 16000, 24000);
  }

  private static List<String> tools(Members start, Objections objections) throws Refusal {
    List<String> names = new ArrayList<>();
    if (!start.has("toolConfiguration")) {
      return names;
    }
    Members configuration = start.object("toolConfiguration", "tools", "toolChoice");
    if (!configuration.node("tools").isArray() || configuration.node("tools").size() > MOST_TOOLS) {
      throw new Refusal(Refusal.UNPARSABLE, "toolConfiguration.tools is not a list of tools");
    }
    for (JsonNode tool : configuration.node("tools")) {
      Members spec =
          Members.of(tool, "tools[]", objections, "toolSpec")
              .object("toolSpec", "name", "description", "inputSchema");
      String name = spec.text("name");
      if (!TOOL_NAME.matcher(name).matches()) {
        spec.objectTo("name", "does not match [a-zA-Z0-9_-]+");
      }
      Members schema = spec.object("inputSchema", "json");
      if (!isJsonObject(schema.anyText("json"))) {
        schema.objectTo("json", "is not a JSON schema written as a string");
      }
      names.add(name);
    }
    return names;
  }

  private static InputEvent contentStart(JsonNode body, Objections objections) throws Refusal {
    Members start =
        Members.of(
            body,
            "contentStart",
            objections,
            "promptName",
            "contentName",
            "type",
            "interactive",
            "role",
            "textInputConfiguration",
            "audioInputConfiguration",
            "toolResultInputConfiguration");
    String promptName = start.text("promptName");
    String contentName = start.text("contentName");
    boolean interactive = start.flag("interactive");
    String type = start.text("type");
    Content content =
        switch (type) {
          case "TEXT" -> {
            start.object("textInputConfiguration", "mediaType").exactly("mediaType", "text/plain");
            yield new Content.Text(start.oneOf("role", Role.class, Role.USER), interactive);
          }
          case "AUDIO" -> audioContent(start, interactive);
          case "TOOL" -> toolContent(start);
          default ->
              throw new Refusal(Refusal.UNPARSABLE, "contentStart.type is " + shortened(type));
        };
    return new InputEvent.ContentStart(promptName, contentName, content);
  }

  private static Content audioContent(Members start, boolean interactive) throws Refusal {
    start.exactly("role", "USER");
    if (!interactive) {
      start.objectTo("interactive", "is false for audio");
    }
    return new Content.Audio(
        audioFormat(
            start.object(
                "audioInputConfiguration",
                "mediaType",
                "sampleRateHertz",
                "sampleSizeBits",
                "channelCount",
                "audioType",
                "encoding")));
  }

  private static Content toolContent(Members start) throws Refusal {
    start.exactly("role", "TOOL");
    Members result =
        start.object("toolResultInputConfiguration", "toolUseId", "type", "textInputConfiguration");
    result.exactly("type", "TEXT");
    result.object("textInputConfiguration", "mediaType").exactly("mediaType", "text/plain");
    return new Content.Tool(result.text("toolUseId"));
  }

  /// Whether a text is one JSON object, as a tool's result and a tool's schema must be.
  static boolean isJsonObject(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node != null && node.isObject();
    } catch (JacksonException e) {
      return false;
    }
  }

  private static String shortened(String foreign) {
    return foreign.length() <= 40 ? foreign : foreign.substring(0, 40) + "…";
  }
}
