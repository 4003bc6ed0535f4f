package io.oratio.runtime.model;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One request to a model, on a virtual thread of its own, told as a row of signals. Its answer is
/// limited by [ModelHttp] and by the model's settings, and so is the queue.
final class Attempt implements StreamingChatResponseHandler, AutoCloseable {
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile @Nullable StreamingHandle handle;

  private Attempt(StreamingChatModel model, ChatRequest request) {
    thread =
        Thread.ofVirtual()
            .name("model-attempt")
            .unstarted(
                () -> {
                  try {
                    model.chat(request, this);
                  } catch (RuntimeException e) {
                    onError(e);
                  }
                });
  }

  static Attempt begin(StreamingChatModel model, ChatRequest request) {
    Attempt attempt = new Attempt(model, request);
    attempt.thread.start();
    return attempt;
  }

  /// The next signal; null when none came in time.
  @Nullable Signal next(Duration within) throws InterruptedException {
    return signals.poll(Math.max(1, within.toMillis()), TimeUnit.MILLISECONDS);
  }

  /// Wakes whoever waits.
  void stop() {
    signals.add(new Signal.Stopped());
  }

  @Override
  public void onPartialResponse(String text) {
    signals.add(new Signal.Words(text));
  }

  @Override
  public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
    handle = context.streamingHandle();
    onPartialResponse(partial.text());
  }

  @Override
  public void onPartialThinking(PartialThinking thinking) {
    signals.add(new Signal.Progress());
  }

  @Override
  public void onPartialToolCall(PartialToolCall call) {
    signals.add(new Signal.Progress());
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    signals.add(new Signal.Done(response));
  }

  @Override
  public void onError(Throwable error) {
    signals.add(new Signal.Failed(error));
  }

  /// Ends the request, if it is still going on.
  @Override
  public void close() {
    StreamingHandle streaming = handle;
    if (streaming != null) {
      try {
        streaming.cancel();
      } catch (RuntimeException _) {
        // Some providers cannot; then the interrupt below has to do, or the answer goes unread.
      }
    }
    thread.interrupt();
  }
}
