package io.oratio.engine.nova;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Streams that lead nowhere: remembers what is sent, and says what the test wants said.
final class FakeStreams implements NovaStreams {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Fake> opened = new ArrayList<>();

  @Override
  public NovaStream open(String modelId, NovaStream.Listener listener) {
    Fake stream = new Fake(modelId, listener);
    opened.add(stream);
    return stream;
  }

  Fake stream(int number) {
    return opened.get(number);
  }

  int count() {
    return opened.size();
  }

  static final class Fake implements NovaStream {
    final String modelId;
    final Listener listener;
    final List<JsonNode> sent = new ArrayList<>();
    boolean isFull;
    boolean isComplete;
    boolean isCancelled;

    private Fake(String modelId, Listener listener) {
      this.modelId = modelId;
      this.listener = listener;
    }

    @Override
    public boolean send(byte[] event) {
      sent.add(JSON.readTree(event).required("event"));
      return !isFull;
    }

    @Override
    public void sendAudio(byte[] event) {
      send(event);
    }

    @Override
    public void complete() {
      isComplete = true;
    }

    @Override
    public void cancel() {
      isCancelled = true;
    }

    /// The names of the events sent so far, a run of audioInput told once.
    List<String> names() {
      List<String> names = new ArrayList<>();
      for (JsonNode event : sent) {
        String name = event.propertyNames().iterator().next();
        if (!name.equals("audioInput") || names.isEmpty() || !names.getLast().equals(name)) {
          names.add(name);
        }
      }
      return names;
    }

    List<JsonNode> all(String name) {
      return sent.stream().filter(event -> event.has(name)).map(event -> event.get(name)).toList();
    }

    void say(String name, String body) {
      listener.said(
          ("{\"event\":{\"" + name + "\":" + body.replace("\\'", "\\\"").replace('\'', '"') + "}}")
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    void startText(String contentId, String role, String stage) {
      say(
          "contentStart",
          "{'contentId':'%s','type':'TEXT','role':'%s','additionalModelFields':%s}"
              .formatted(contentId, role, "'{\\'generationStage\\':\\'" + stage + "\\'}'"));
    }

    void text(String contentId, String words) {
      say(
          "textOutput",
          "{'contentId':'%s','role':'ASSISTANT','content':'%s'}".formatted(contentId, words));
    }

    void end(String contentId, String type, String stopReason) {
      say(
          "contentEnd",
          "{'contentId':'%s','type':'%s','stopReason':'%s'}"
              .formatted(contentId, type, stopReason));
    }

    /// One content of text, whole.
    void wholeText(String contentId, String role, String stage, String words) {
      startText(contentId, role, stage);
      text(contentId, words);
      end(contentId, "TEXT", "PARTIAL_TURN");
    }

    void startAudio(String contentId) {
      say(
          "contentStart",
          "{'contentId':'%s','type':'AUDIO','role':'ASSISTANT'}".formatted(contentId));
    }

    void audio(String contentId, int samples) {
      String content = java.util.Base64.getEncoder().encodeToString(new byte[2 * samples]);
      say("audioOutput", "{'content':'%s','contentId':'%s'}".formatted(content, contentId));
    }
  }
}
