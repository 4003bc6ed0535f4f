package io.oratio.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamInput;

/// The input of one call through the AWS client: a queue that is drained as the client demands it.
final class InputQueue implements Publisher<InvokeModelWithBidirectionalStreamInput> {
  private final Deque<InvokeModelWithBidirectionalStreamInput> waiting = new ArrayDeque<>();
  private Optional<Subscriber<? super InvokeModelWithBidirectionalStreamInput>> subscriber =
      Optional.empty();
  private long demand;
  private boolean ended;
  private boolean draining;

  @Override
  public void subscribe(Subscriber<? super InvokeModelWithBidirectionalStreamInput> other) {
    synchronized (this) {
      subscriber = Optional.of(other);
    }
    other.onSubscribe(
        new Subscription() {
          @Override
          public void request(long count) {
            synchronized (InputQueue.this) {
              demand += count;
            }
            drain();
          }

          @Override
          public void cancel() {
            synchronized (InputQueue.this) {
              subscriber = Optional.empty();
            }
          }
        });
  }

  void send(String json) {
    synchronized (this) {
      waiting.addLast(
          InvokeModelWithBidirectionalStreamInput.chunkBuilder()
              .bytes(SdkBytes.fromByteArray(json.getBytes(StandardCharsets.UTF_8)))
              .build());
    }
    drain();
  }

  void end() {
    synchronized (this) {
      ended = true;
    }
    drain();
  }

  private void drain() {
    while (true) {
      Subscriber<? super InvokeModelWithBidirectionalStreamInput> to;
      Optional<InvokeModelWithBidirectionalStreamInput> next;
      synchronized (this) {
        boolean nothingToDo = waiting.isEmpty() ? !ended : demand == 0;
        if (draining || subscriber.isEmpty() || nothingToDo) {
          return;
        }
        draining = true;
        to = subscriber.get();
        next = Optional.ofNullable(waiting.pollFirst());
        if (next.isPresent()) {
          demand--;
        } else {
          subscriber = Optional.empty();
        }
      }
      next.ifPresentOrElse(to::onNext, to::onComplete);
      synchronized (this) {
        draining = false;
      }
    }
  }
}
