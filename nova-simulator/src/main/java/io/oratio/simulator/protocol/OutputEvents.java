package io.oratio.simulator.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Writes the events of the server for one session: every body carries sessionId, promptName and
/// completionId, those of a content also contentId.
public final class OutputEvents {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String sessionId;
  private final String promptName;
  private final String completionId;

  public OutputEvents(String sessionId, String promptName, String completionId) {
    this.sessionId = sessionId;
    this.promptName = promptName;
    this.completionId = completionId;
  }

  public byte[] completionStart() {
    return event("completionStart", body());
  }

  public byte[] completionEnd() {
    Map<String, Object> body = body();
    body.put("stopReason", "END_TURN");
    return event("completionEnd", body);
  }

  /// @param stage `FINAL` or `SPECULATIVE`
  public byte[] textStart(String contentId, String role, String stage) {
    Map<String, Object> body = content(contentId, "TEXT", role);
    // A string that holds JSON, as the service sends it.
    body.put("additionalModelFields", "{\"generationStage\":\"" + stage + "\"}");
    body.put("textOutputConfiguration", Map.of("mediaType", "text/plain"));
    return event("contentStart", body);
  }

  public byte[] text(String contentId, String role, String text) {
    Map<String, Object> body = body();
    body.put("contentId", contentId);
    body.put("content", text);
    body.put("role", role);
    return event("textOutput", body);
  }

  public byte[] audioStart(String contentId, int rateHz) {
    Map<String, Object> body = content(contentId, "AUDIO", "ASSISTANT");
    Map<String, Object> format = new LinkedHashMap<>();
    format.put("mediaType", "audio/lpcm");
    format.put("sampleRateHertz", rateHz);
    format.put("sampleSizeBits", 16);
    format.put("encoding", "base64");
    format.put("channelCount", 1);
    body.put("audioOutputConfiguration", format);
    return event("contentStart", body);
  }

  /// Written by hand: the names are ours and need no escaping, the content is base64.
  public byte[] audio(String contentId, byte[] pcm) {
    byte[] base64 = Base64.getEncoder().encode(pcm);
    byte[] head =
        ("{\"event\":{\"audioOutput\":{\"completionId\":\""
                + completionId
                + "\",\"contentId\":\""
                + contentId
                + "\",\"promptName\":"
                + JSON.writeValueAsString(promptName)
                + ",\"sessionId\":\""
                + sessionId
                + "\",\"content\":\"")
            .getBytes(StandardCharsets.UTF_8);
    byte[] tail = "\"}}}".getBytes(StandardCharsets.US_ASCII);
    byte[] event = new byte[head.length + base64.length + tail.length];
    System.arraycopy(head, 0, event, 0, head.length);
    System.arraycopy(base64, 0, event, head.length, base64.length);
    System.arraycopy(tail, 0, event, head.length + base64.length, tail.length);
    return event;
  }

  public byte[] toolStart(String contentId) {
    Map<String, Object> body = content(contentId, "TOOL", "TOOL");
    body.put("toolUseOutputConfiguration", Map.of("mediaType", "application/json"));
    return event("contentStart", body);
  }

  /// @param arguments a JSON object written as a string
  public byte[] toolUse(String contentId, String toolName, String toolUseId, String arguments) {
    Map<String, Object> body = body();
    body.put("contentId", contentId);
    body.put("content", arguments);
    body.put("toolName", toolName);
    body.put("toolUseId", toolUseId);
    body.put("role", "TOOL");
    return event("toolUse", body);
  }

  public byte[] contentEnd(String contentId, String type, String stopReason) {
    Map<String, Object> body = body();
    body.put("contentId", contentId);
    body.put("type", type);
    body.put("stopReason", stopReason);
    return event("contentEnd", body);
  }

  /// What was used since the last such event, and in all.
  public byte[] usage(Usage delta, Usage total) {
    Map<String, Object> body = body();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("delta", delta.asMap());
    details.put("total", total.asMap());
    body.put("details", details);
    body.put("totalInputTokens", total.inputTokens());
    body.put("totalOutputTokens", total.outputTokens());
    body.put("totalTokens", total.inputTokens() + total.outputTokens());
    return event("usageEvent", body);
  }

  /// An event that only some versions of the service send; a client has to pass it over.
  public byte[] other(String name, Map<String, Object> members) {
    Map<String, Object> body = body();
    body.putAll(members);
    return event(name, body);
  }

  private Map<String, Object> content(String contentId, String type, String role) {
    Map<String, Object> body = body();
    body.put("contentId", contentId);
    body.put("type", type);
    body.put("role", role);
    return body;
  }

  private Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("completionId", completionId);
    body.put("promptName", promptName);
    body.put("sessionId", sessionId);
    return body;
  }

  private static byte[] event(String name, Map<String, Object> body) {
    return JSON.writeValueAsBytes(Map.of("event", Map.of(name, body)));
  }

  /// Tokens in and out. The service counts speech and text apart.
  public record Usage(int speechIn, int textIn, int speechOut, int textOut) {
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    /// This without what was counted before.
    public Usage since(Usage before) {
      return new Usage(
          speechIn - before.speechIn,
          textIn - before.textIn,
          speechOut - before.speechOut,
          textOut - before.textOut);
    }

    int inputTokens() {
      return speechIn + textIn;
    }

    int outputTokens() {
      return speechOut + textOut;
    }

    Map<String, Object> asMap() {
      return Map.of(
          "input", Map.of("speechTokens", speechIn, "textTokens", textIn),
          "output", Map.of("speechTokens", speechOut, "textTokens", textOut));
    }
  }
}
