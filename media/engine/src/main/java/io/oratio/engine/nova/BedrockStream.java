package io.oratio.engine.nova;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.BidirectionalOutputPayloadPart;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamResponseHandler;

/// One stream through the SDK. It reports an end once, although the SDK reports a failure twice
/// (the typed exception to the handler, then a `CompletionException` from the future), and it makes
/// no difference between a stream that was ended and one that was reset, because the SDK makes
/// none.
final class BedrockStream implements NovaStream {
  private final Outbox outbox;
  private final Listener listener;
  private final AtomicBoolean isOver = new AtomicBoolean();
  private volatile boolean isCancelled;
  private volatile CompletableFuture<Void> running = new CompletableFuture<>();

  BedrockStream(Outbox outbox, Listener listener) {
    this.outbox = outbox;
    this.listener = listener;
  }

  /// Starts the request. It may look for credentials, so it is not for a thread in a hurry.
  void start(BedrockRuntimeAsyncClient client, String modelId) {
    if (isCancelled) {
      return;
    }
    CompletableFuture<Void> started;
    try {
      started =
          client.invokeModelWithBidirectionalStream(
              request -> request.modelId(modelId), outbox, new Answer());
    } catch (RuntimeException refused) {
      // Root of the opening thread: whatever the SDK throws here is the end of this stream.
      over(refused);
      return;
    }
    running = started;
    started.whenComplete(
        (_, failure) -> {
          if (failure == null) {
            completed();
          } else {
            over(failure);
          }
        });
    if (isCancelled) {
      started.cancel(true);
    }
  }

  @Override
  public boolean send(byte[] event) {
    return outbox.offer(event);
  }

  @Override
  public void sendAudio(byte[] event) {
    outbox.offerAudio(event);
  }

  @Override
  public void complete() {
    outbox.complete();
  }

  /// Frees a stream that hangs as well: the SDK then sends RST_STREAM(CANCEL) (RFC 9113 §6.4).
  @Override
  public void cancel() {
    isOver.set(true);
    isCancelled = true;
    outbox.cancel();
    running.cancel(true);
  }

  private void completed() {
    if (isOver.compareAndSet(false, true)) {
      outbox.cancel();
      listener.completed();
    }
  }

  private void over(Throwable failure) {
    if (isOver.compareAndSet(false, true)) {
      outbox.cancel();
      listener.failed(failure);
    }
  }

  private final class Answer implements InvokeModelWithBidirectionalStreamResponseHandler {
    @Override
    public void responseReceived(InvokeModelWithBidirectionalStreamResponse response) {
      if (!isOver.get()) {
        listener.accepted();
      }
    }

    @Override
    public void onEventStream(SdkPublisher<InvokeModelWithBidirectionalStreamOutput> events) {
      events.subscribe(new Reader());
    }

    @Override
    public void exceptionOccurred(Throwable failure) {
      over(failure);
    }

    @Override
    public void complete() {
      // The future says it too, and always: an end is told from one place.
    }
  }

  private final class Reader implements Subscriber<InvokeModelWithBidirectionalStreamOutput> {
    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(InvokeModelWithBidirectionalStreamOutput event) {
      if (event instanceof BidirectionalOutputPayloadPart part
          && part.bytes() != null
          && !isOver.get()) {
        listener.said(part.bytes().asByteArrayUnsafe());
      }
    }

    @Override
    public void onError(Throwable failure) {
      over(failure);
    }

    @Override
    public void onComplete() {
      // The future follows; ending is told from one place.
    }
  }
}
