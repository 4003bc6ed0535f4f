package io.oratio.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.BidirectionalOutputPayloadPart;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamResponseHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One call through the real AWS client: what it sends, and what it got so far.
final class SonicCall {
  static final String PROMPT = "prompt-1";
  static final String AUDIO = "audio-1";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InputQueue input = new InputQueue();
  private final List<Event> events = new ArrayList<>();
  private final CompletableFuture<Void> result;
  private Optional<Throwable> error = Optional.empty();
  private int contents;

  /// An event that arrived: its name, its body and when.
  record Event(String name, JsonNode body, long nanos) {
    String text(String member) {
      return body.path(member).asString("");
    }

    byte[] pcm() {
      return Base64.getDecoder().decode(text("content"));
    }
  }

  SonicCall(BedrockRuntimeAsyncClient client, InvokeModelWithBidirectionalStreamRequest request) {
    result =
        client.invokeModelWithBidirectionalStream(
            request,
            input,
            InvokeModelWithBidirectionalStreamResponseHandler.builder()
                .subscriber(
                    InvokeModelWithBidirectionalStreamResponseHandler.Visitor.builder()
                        .onChunk(this::arrived)
                        .build())
                .onError(this::failed)
                .build());
  }

  private void arrived(BidirectionalOutputPayloadPart chunk) {
    JsonNode event;
    try {
      event = JSON.readTree(chunk.bytes().asByteArray()).path("event");
    } catch (RuntimeException e) {
      event = JSON.createObjectNode().set("unreadable", JSON.createObjectNode());
    }
    String name = event.isObject() ? event.propertyNames().iterator().next() : "unreadable";
    synchronized (this) {
      events.add(new Event(name, event.path(name), System.nanoTime()));
      notifyAll();
    }
  }

  private synchronized void failed(Throwable cause) {
    if (error.isEmpty()) {
      error = Optional.of(cause);
    }
    notifyAll();
  }

  SonicCall send(String json) {
    input.send(json);
    return this;
  }

  SonicCall sessionStart() {
    return send(
        """
        {"event":{"sessionStart":{"inferenceConfiguration":{"maxTokens":1024,"topP":0.9,"temperature":0.7},
        "turnDetectionConfiguration":{"endpointingSensitivity":"HIGH"}}}}\
        """);
  }

  SonicCall promptStart(int rateHz, String... tools) {
    String specs =
        String.join(
            ",",
            Stream.of(tools)
                .map(
                    tool ->
                        """
                        {"toolSpec":{"name":"%s","description":"d","inputSchema":{"json":"{\\"type\\":\\"object\\"}"}}}\
                        """
                            .formatted(tool))
                .toList());
    String configuration =
        tools.length == 0 ? "" : ",\"toolConfiguration\":{\"tools\":[" + specs + "]}";
    return send(
        """
        {"event":{"promptStart":{"promptName":"%s","textOutputConfiguration":{"mediaType":"text/plain"},
        "audioOutputConfiguration":{"mediaType":"audio/lpcm","sampleRateHertz":%d,"sampleSizeBits":16,
        "channelCount":1,"voiceId":"matthew","encoding":"base64","audioType":"SPEECH"},
        "toolUseOutputConfiguration":{"mediaType":"application/json"}%s}}}\
        """
            .formatted(PROMPT, rateHz, configuration));
  }

  SonicCall text(String role, boolean interactive, String text) {
    String name = "text-" + ++contents;
    return textStart(name, role, interactive).textInput(name, text).contentEnd(name);
  }

  SonicCall textStart(String name, String role, boolean interactive) {
    return send(
        """
        {"event":{"contentStart":{"promptName":"%s","contentName":"%s","type":"TEXT","interactive":%s,
        "role":"%s","textInputConfiguration":{"mediaType":"text/plain"}}}}\
        """
            .formatted(PROMPT, name, interactive, role));
  }

  SonicCall textInput(String name, String text) {
    return send(
        "{\"event\":{\"textInput\":{\"promptName\":\"%s\",\"contentName\":\"%s\",\"content\":%s}}}"
            .formatted(PROMPT, name, JSON.writeValueAsString(text)));
  }

  SonicCall audioStart(int rateHz) {
    return send(
        """
        {"event":{"contentStart":{"promptName":"%s","contentName":"%s","type":"AUDIO","interactive":true,
        "role":"USER","audioInputConfiguration":{"mediaType":"audio/lpcm","sampleRateHertz":%d,
        "sampleSizeBits":16,"channelCount":1,"audioType":"SPEECH","encoding":"base64"}}}}\
        """
            .formatted(PROMPT, AUDIO, rateHz));
  }

  SonicCall audio(byte[] pcm) {
    return send(
        "{\"event\":{\"audioInput\":{\"promptName\":\"%s\",\"contentName\":\"%s\",\"content\":\"%s\"}}}"
            .formatted(PROMPT, AUDIO, Base64.getEncoder().encodeToString(pcm)));
  }

  /// Sends tone or silence of a length in frames of 20 ms, all at once.
  SonicCall sound(int rateHz, int ms, double level) {
    for (byte[] frame : Tones.frames(400, rateHz, ms, level)) {
      audio(frame);
    }
    return this;
  }

  SonicCall toolResult(String toolUseId, String content) {
    String name = "tool-" + ++contents;
    return send("""
    {"event":{"contentStart":{"promptName":"%s","contentName":"%s","interactive":false,"type":"TOOL",
    "role":"TOOL","toolResultInputConfiguration":{"toolUseId":"%s","type":"TEXT",
    "textInputConfiguration":{"mediaType":"text/plain"}}}}}\
    """
            .formatted(PROMPT, name, toolUseId))
        .send(
            "{\"event\":{\"toolResult\":{\"promptName\":\"%s\",\"contentName\":\"%s\",\"content\":%s}}}"
                .formatted(PROMPT, name, JSON.writeValueAsString(content)))
        .contentEnd(name);
  }

  SonicCall contentEnd(String name) {
    return send(
        "{\"event\":{\"contentEnd\":{\"promptName\":\"%s\",\"contentName\":\"%s\"}}}"
            .formatted(PROMPT, name));
  }

  SonicCall promptEnd() {
    return send("{\"event\":{\"promptEnd\":{\"promptName\":\"%s\"}}}".formatted(PROMPT));
  }

  SonicCall sessionEnd() {
    return send("{\"event\":{\"sessionEnd\":{}}}");
  }

  SonicCall end() {
    input.end();
    return this;
  }

  /// Everything that ends a call with an open audio content, in order.
  SonicCall hangUp() {
    return contentEnd(AUDIO).promptEnd().sessionEnd().end();
  }

  /// A session with a prompt and an open audio content at 16 kHz in and 24 kHz out.
  SonicCall begin(String... tools) {
    return sessionStart()
        .promptStart(24_000, tools)
        .text("SYSTEM", false, "You are a friendly assistant.")
        .audioStart(16_000);
  }

  synchronized List<Event> events() {
    return List.copyOf(events);
  }

  List<Event> events(String name) {
    return events().stream().filter(event -> event.name().equals(name)).toList();
  }

  /// The texts of the role in the stage, in order.
  List<String> texts(String role, String stage) {
    List<String> texts = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (Event event : events()) {
      if (event.name().equals("contentStart")
          && event.text("role").equals(role)
          && event.text("additionalModelFields").contains(stage)) {
        ids.add(event.text("contentId"));
      } else if (event.name().equals("textOutput") && ids.contains(event.text("contentId"))) {
        texts.add(event.text("content"));
      }
    }
    return texts;
  }

  /// Waits for an event that has arrived or will.
  Event await(String name, Predicate<Event> which) {
    return awaitUntil(
        () -> events(name).stream().filter(which).findFirst(), name + " among " + names());
  }

  Event await(String name) {
    return await(name, _ -> true);
  }

  /// Waits until the assistant's turn is over: the last FINAL text, which ends with END_TURN.
  Event awaitEndOfTurn() {
    return await(
        "contentEnd",
        event -> event.text("type").equals("TEXT") && event.text("stopReason").equals("END_TURN"));
  }

  /// Waits for the call to end; the error it ended with, if any, is unwrapped.
  Optional<Throwable> awaitEnd() {
    try {
      result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      synchronized (this) {
        return error.map(SonicCall::unwrapped);
      }
    } catch (java.util.concurrent.ExecutionException e) {
      return Optional.of(unwrapped(e.getCause()));
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("The call did not end; events: " + names(), e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  boolean isRunning() {
    return !result.isDone();
  }

  void cancel() {
    result.cancel(true);
  }

  private synchronized Event awaitUntil(
      java.util.function.Supplier<Optional<Event>> found, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<Event> event = found.get();
      if (event.isPresent()) {
        return event.get();
      }
      long leftMs = (end - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0 || result.isDone()) {
        throw new AssertionError("Waited in vain for " + what + "; ended with " + error);
      }
      try {
        wait(Math.min(leftMs, 100));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private List<String> names() {
    return events().stream().map(Event::name).distinct().toList();
  }

  private static Throwable unwrapped(Throwable cause) {
    return cause instanceof CompletionException && cause.getCause() != null
        ? cause.getCause()
        : cause;
  }
}
