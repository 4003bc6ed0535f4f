package io.oratio.control.web.door;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Event;
import io.oratio.control.web.EventStream;
import io.oratio.control.web.Json;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.control.web.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.databind.node.ObjectNode;

/// A few operations, answered so that the door can be looked at.
public final class SomeEndpoints implements Endpoints {
  static final byte[] RECORDING = "0123456789".getBytes(StandardCharsets.US_ASCII);

  final BlockingQueue<Request> seen = new LinkedBlockingQueue<>();
  final BlockingQueue<List<String>> files = new LinkedBlockingQueue<>();
  final BlockingQueue<EventStream> streams = new LinkedBlockingQueue<>();

  @Override
  public void register(Register on) {
    on.answer("listNumbers", this::list);
    on.answer("deleteNumber", this::delete);
    on.answer("requestPasswordReset", this::accept);
    on.answer("addDocument", this::takeFiles);
    on.answer("importAgent", this::takeFiles);
    on.answer("getTranscript", _ -> Answer.text("text/plain", "Grüße"));
    on.answer("putRetention", this::fail);
    on.answer("getRetention", this::fail);
    on.answer("chat", this::refuseSlowly);
    on.answer(
        "getRecording",
        _ ->
            Answer.bytes(
                "audio/wav",
                RECORDING.length,
                (from, count) -> new ByteArrayInputStream(RECORDING, (int) from, (int) count)));
    on.answer("streamLive", this::stream);
    on.passOn("openDashboard");
  }

  private Answer list(Request request) {
    seen.add(request);
    return Answer.ok(Json.object().with("data", Json.texts(List.of())).node());
  }

  private Answer delete(Request request) {
    seen.add(request);
    return Answer.nothing();
  }

  private Answer accept(Request request) {
    seen.add(request);
    return new Answer(202, List.of(), new Answer.Body.Empty());
  }

  private Answer takeFiles(Request request) {
    seen.add(request);
    files.add(request.uploads().stream().map(SomeEndpoints::text).toList());
    throw Refusal.of(ErrorCode.VALIDATION_FAILED, "Taken, but not kept.").at("/path", "is seen");
  }

  private Answer fail(Request request) {
    throw new IllegalStateException("secret words of the inside " + request.requestId());
  }

  private Answer refuseSlowly(Request request) {
    seen.add(request);
    throw Refusal.of(ErrorCode.GATEWAY_UNAVAILABLE, "Not now.").retryAfter(Duration.ofMillis(1500));
  }

  private Answer stream(Request request) {
    seen.add(request);
    EventStream stream = new EventStream(4);
    streams.add(stream);
    ObjectNode words = Json.object().with("word", "hello").node();
    stream.offer(Event.of("1", "word", words));
    return Answer.events(stream);
  }

  private static String text(Upload upload) {
    try {
      return upload.field()
          + "|"
          + upload.fileName()
          + "|"
          + upload.mediaType()
          + "|"
          + upload.bytes()
          + "|"
          + new String(upload.open().readNBytes(16), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
