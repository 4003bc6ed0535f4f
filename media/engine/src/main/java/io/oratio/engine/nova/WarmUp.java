package io.oratio.engine.nova;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/// Answers in place of the service, without a network, so that a process can lead one conversation
/// with itself before the first call: marshalling, signing, framing and parsing are then loaded and
/// half compiled, and the credentials found. Cold, the first stream took 1 to 2 s longer.
///
/// It stays away from the service on purpose: a stream that says nothing sensible there would count
/// against the account's few.
final class WarmUp implements SdkAsyncHttpClient {
  /// Enough for the JIT compiler to take notice.
  static final int EVENTS = 400;

  private static final int SAMPLES = 960;

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    request.requestContentPublisher().subscribe(new Swallow(request.responseHandler(), done));
    return done;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }

  /// Says what there is to say in an ordinary conversation.
  static void talk(NovaStream stream) {
    InputEvents events = new InputEvents("warm-up");
    AudioFramer framer = new AudioFramer("warm-up", "sound", SAMPLES);
    stream.send(InputEvents.sessionStart(NovaSettings.Sampling.defaults(), Optional.empty()));
    stream.send(events.promptStart(NovaSettings.DEFAULT_VOICE, 24_000, List.of()));
    stream.send(events.audioStart("sound", 24_000));
    short[] silence = new short[SAMPLES];
    for (int i = 0; i < EVENTS; i++) {
      framer.add(silence, 0, SAMPLES, stream::send);
    }
    stream.send(InputEvents.sessionEnd());
    stream.complete();
  }

  /// Parses what comes, as a conversation would.
  record Listener(CompletableFuture<NovaEvent> last) implements NovaStream.Listener {
    @Override
    public void accepted() {
      // As expected.
    }

    @Override
    public void said(byte[] json) {
      NovaEvent event = OutputParser.parse(json);
      if (event instanceof NovaEvent.CompletionEnd) {
        last.complete(event);
      }
    }

    @Override
    public void failed(Throwable cause) {
      last.completeExceptionally(cause);
    }

    @Override
    public void completed() {
      last.completeExceptionally(new IllegalStateException("the rehearsal broke off"));
    }
  }

  private static void answer(SdkAsyncHttpResponseHandler handler, CompletableFuture<Void> done) {
    handler.onHeaders(
        SdkHttpResponse.builder()
            .statusCode(200)
            .appendHeader("content-type", "application/vnd.amazon.eventstream")
            .build());
    List<ByteBuffer> frames = new ArrayList<>();
    frames.add(frame("{\"event\":{\"completionStart\":{}}}"));
    frames.add(frame("{\"event\":{\"contentStart\":{\"contentId\":\"w\",\"type\":\"AUDIO\"}}}"));
    String sound = Base64.getEncoder().encodeToString(new byte[2 * SAMPLES]);
    for (int i = 0; i < EVENTS; i++) {
      frames.add(
          frame(
              "{\"event\":{\"audioOutput\":{\"contentId\":\"w\",\"content\":\"" + sound + "\"}}}"));
    }
    frames.add(frame("{\"event\":{\"completionEnd\":{}}}"));
    handler.onStream(SdkPublisher.fromIterable(frames));
    done.complete(null);
  }

  private static ByteBuffer frame(String event) {
    String payload =
        "{\"bytes\":\"" + Base64.getEncoder().encodeToString(event.getBytes(UTF_8)) + "\"}";
    Map<String, HeaderValue> headers =
        Map.of(
            ":event-type", HeaderValue.fromString("chunk"),
            ":content-type", HeaderValue.fromString("application/json"),
            ":message-type", HeaderValue.fromString("event"));
    return new Message(headers, payload.getBytes(UTF_8)).toByteBuffer();
  }

  /// Takes all that is sent, then answers.
  private record Swallow(SdkAsyncHttpResponseHandler handler, CompletableFuture<Void> done)
      implements Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      // Nobody listens.
    }

    @Override
    public void onError(Throwable failure) {
      done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      answer(handler, done);
    }
  }
}
