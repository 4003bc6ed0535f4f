package io.oratio.engine.nova;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.oratio.engine.EngineSetup;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// Writes what we tell the model, except sound, which [AudioFramer] writes. One prompt name for a
/// connection, as the protocol wants.
final class InputEvents {
  private static final String LPCM = "audio/lpcm";

  private final String promptName;

  InputEvents(String promptName) {
    this.promptName = promptName;
  }

  static byte[] sessionStart(NovaSettings.Sampling sampling, Optional<String> sensitivity) {
    return event(
        "sessionStart",
        json -> {
          json.writeObjectPropertyStart("inferenceConfiguration");
          json.writeNumberProperty("maxTokens", sampling.maxTokens());
          json.writeNumberProperty("topP", sampling.topP());
          json.writeNumberProperty("temperature", sampling.temperature());
          json.writeEndObject();
          sensitivity.ifPresent(
              level -> {
                json.writeObjectPropertyStart("turnDetectionConfiguration");
                json.writeStringProperty("endpointingSensitivity", level);
                json.writeEndObject();
              });
        });
  }

  byte[] promptStart(String voice, int outputRateHz, List<EngineSetup.ToolSpec> tools) {
    return event(
        "promptStart",
        json -> {
          json.writeStringProperty("promptName", promptName);
          mediaType(json, "textOutputConfiguration", "text/plain");
          json.writeObjectPropertyStart("audioOutputConfiguration");
          lpcm(json, outputRateHz);
          json.writeStringProperty("voiceId", voice);
          json.writeEndObject();
          mediaType(json, "toolUseOutputConfiguration", "application/json");
          if (!tools.isEmpty()) {
            toolConfiguration(json, tools);
          }
        });
  }

  /// @param role `SYSTEM`, `USER` or `ASSISTANT`
  /// @param isInteractive whether the model shall answer it, in place of sound
  byte[] textStart(String contentName, String role, boolean isInteractive) {
    return content(
        "contentStart",
        contentName,
        json -> {
          json.writeStringProperty("type", "TEXT");
          json.writeBooleanProperty("interactive", isInteractive);
          json.writeStringProperty("role", role);
          mediaType(json, "textInputConfiguration", "text/plain");
        });
  }

  byte[] textInput(String contentName, String words) {
    return content(
        "textInput", contentName, json -> json.writeStringProperty("content", whole(words)));
  }

  byte[] audioStart(String contentName, int inputRateHz) {
    return content(
        "contentStart",
        contentName,
        json -> {
          json.writeStringProperty("type", "AUDIO");
          json.writeBooleanProperty("interactive", true);
          json.writeStringProperty("role", "USER");
          json.writeObjectPropertyStart("audioInputConfiguration");
          lpcm(json, inputRateHz);
          json.writeEndObject();
        });
  }

  byte[] toolStart(String contentName, String toolUseId) {
    return content(
        "contentStart",
        contentName,
        json -> {
          json.writeBooleanProperty("interactive", false);
          json.writeStringProperty("type", "TOOL");
          json.writeStringProperty("role", "TOOL");
          json.writeObjectPropertyStart("toolResultInputConfiguration");
          json.writeStringProperty("toolUseId", toolUseId);
          json.writeStringProperty("type", "TEXT");
          mediaType(json, "textInputConfiguration", "text/plain");
          json.writeEndObject();
        });
  }

  /// @param object a JSON object: anything else ends the stream with "Tool Response parsing error"
  byte[] toolResult(String contentName, String object) {
    return content(
        "toolResult", contentName, json -> json.writeStringProperty("content", whole(object)));
  }

  byte[] contentEnd(String contentName) {
    return content("contentEnd", contentName, _ -> {});
  }

  byte[] promptEnd() {
    return event("promptEnd", json -> json.writeStringProperty("promptName", promptName));
  }

  static byte[] sessionEnd() {
    return event("sessionEnd", _ -> {});
  }

  String promptName() {
    return promptName;
  }

  private byte[] content(String name, String contentName, Consumer<JsonGenerator> rest) {
    return event(
        name,
        json -> {
          json.writeStringProperty("promptName", promptName);
          json.writeStringProperty("contentName", contentName);
          rest.accept(json);
        });
  }

  private static byte[] event(String name, Consumer<JsonGenerator> body) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeObjectPropertyStart("event");
          json.writeObjectPropertyStart(name);
          body.accept(json);
          json.writeEndObject();
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /// Half a surrogate pair, as a cut text may hold, cannot be written as UTF-8: it becomes `?`.
  private static String whole(String words) {
    return new String(words.getBytes(UTF_8), UTF_8);
  }

  private static void mediaType(JsonGenerator json, String configuration, String mediaType) {
    json.writeObjectPropertyStart(configuration);
    json.writeStringProperty("mediaType", mediaType);
    json.writeEndObject();
  }

  private static void lpcm(JsonGenerator json, int rateHz) {
    json.writeStringProperty("mediaType", LPCM);
    json.writeNumberProperty("sampleRateHertz", rateHz);
    json.writeNumberProperty("sampleSizeBits", 16);
    json.writeNumberProperty("channelCount", 1);
    json.writeStringProperty("audioType", "SPEECH");
    json.writeStringProperty("encoding", "base64");
  }

  private static void toolConfiguration(JsonGenerator json, List<EngineSetup.ToolSpec> tools) {
    json.writeObjectPropertyStart("toolConfiguration");
    json.writeArrayPropertyStart("tools");
    for (EngineSetup.ToolSpec tool : tools) {
      json.writeStartObject();
      json.writeObjectPropertyStart("toolSpec");
      json.writeStringProperty("name", tool.name());
      json.writeStringProperty("description", whole(tool.description()));
      json.writeObjectPropertyStart("inputSchema");
      // A string of JSON: an object here is refused with "Unable to parse input chunk".
      json.writeStringProperty(
          "json",
          Json.isObject(tool.inputSchema())
              ? tool.inputSchema()
              : "{\"type\":\"object\",\"properties\":{}}");
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    autoToolChoice(json);
    json.writeEndObject();
  }

  private static void autoToolChoice(JsonGenerator json) {
    json.writeObjectPropertyStart("toolChoice");
    json.writeObjectPropertyStart("auto");
    json.writeEndObject();
    json.writeEndObject();
  }
}
