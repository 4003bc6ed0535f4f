package io.oratio.engine.nova;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamInput;

/// What waits to be sent on one stream. The SDK subscribes once and pulls; events leave one at a
/// time and in order, on the given executor, so that marshalling and signing never run on a call's
/// event loop.
///
/// Bounded twice: where more sound waits than allowed, the oldest sound gives way (late words are
/// worth less than fresh ones); where more of anything else waits than allowed, the stream is
/// useless and says so.
final class Outbox implements SdkPublisher<InvokeModelWithBidirectionalStreamInput>, Subscription {
  private static final int CONTROL_MAX_BYTES = 4_000_000;

  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final int maxAudioEvents;
  private final Executor executor;
  private final Runnable audioDropped;
  private final AtomicInteger drains = new AtomicInteger();

  private Subscriber<? super InvokeModelWithBidirectionalStreamInput> subscriber = NOBODY;
  private long demand;
  private int audioEvents;
  private int controlBytes;
  private boolean isComplete;
  private boolean isOver;

  Outbox(int maxAudioEvents, Executor executor, Runnable audioDropped) {
    this.maxAudioEvents = maxAudioEvents;
    this.executor = executor;
    this.audioDropped = audioDropped;
  }

  /// Queues an event that must arrive; false when nothing more fits.
  boolean offer(byte[] event) {
    synchronized (this) {
      if (isComplete || isOver) {
        return true;
      }
      if (controlBytes + event.length > CONTROL_MAX_BYTES) {
        return false;
      }
      controlBytes += event.length;
      waiting.add(new Waiting(event, false));
    }
    drainSoon();
    return true;
  }

  /// Queues sound, in place of the oldest where too much waits.
  void offerAudio(byte[] event) {
    boolean dropped = false;
    synchronized (this) {
      if (isComplete || isOver) {
        return;
      }
      if (audioEvents == maxAudioEvents) {
        dropOldestAudio();
        dropped = true;
      }
      audioEvents++;
      waiting.add(new Waiting(event, true));
    }
    if (dropped) {
      audioDropped.run();
    }
    drainSoon();
  }

  /// Ends the stream when all that waits has been sent.
  void complete() {
    synchronized (this) {
      isComplete = true;
    }
    drainSoon();
  }

  /// Forgets all that waits; nothing more is sent. Also how the SDK says that it is done.
  @Override
  public synchronized void cancel() {
    isOver = true;
    waiting.clear();
    audioEvents = 0;
    subscriber = NOBODY;
  }

  @Override
  public void subscribe(Subscriber<? super InvokeModelWithBidirectionalStreamInput> asking) {
    boolean isFirst;
    synchronized (this) {
      isFirst = subscriber == NOBODY && !isOver;
      if (isFirst) {
        subscriber = asking;
      }
    }
    if (isFirst) {
      asking.onSubscribe(this);
    } else {
      asking.onSubscribe(SPENT);
      asking.onError(new IllegalStateException("a stream of speech cannot be sent a second time"));
    }
  }

  @Override
  public void request(long events) {
    synchronized (this) {
      if (events <= 0) {
        // Reactive Streams §3.9 asks for an error; the SDK never does this, so ending is enough.
        isComplete = true;
      } else {
        demand = demand + events < 0 ? Long.MAX_VALUE : demand + events;
      }
    }
    drainSoon();
  }

  private void dropOldestAudio() {
    Iterator<Waiting> oldestFirst = waiting.iterator();
    while (oldestFirst.hasNext()) {
      if (oldestFirst.next().isAudio()) {
        oldestFirst.remove();
        audioEvents--;
        return;
      }
    }
  }

  private void drainSoon() {
    if (drains.getAndIncrement() == 0) {
      executor.execute(this::drain);
    }
  }

  private void drain() {
    int seen = drains.get();
    do {
      while (sendOne()) {
        // Demand and queue decide how long.
      }
      seen = drains.addAndGet(-seen);
    } while (seen != 0);
  }

  private boolean sendOne() {
    Subscriber<? super InvokeModelWithBidirectionalStreamInput> to;
    Waiting next;
    synchronized (this) {
      to = subscriber;
      if (to == NOBODY || isOver) {
        return false;
      }
      next = demand > 0 ? waiting.poll() : null;
      if (next == null) {
        if (!isComplete || !waiting.isEmpty()) {
          return false;
        }
        isOver = true;
      } else {
        demand--;
        if (next.isAudio()) {
          audioEvents--;
        } else {
          controlBytes -= next.event().length;
        }
      }
    }
    if (next == null) {
      to.onComplete();
      return false;
    }
    to.onNext(
        InvokeModelWithBidirectionalStreamInput.chunkBuilder()
            .bytes(SdkBytes.fromByteArrayUnsafe(next.event()))
            .build());
    return true;
  }

  private record Waiting(byte[] event, boolean isAudio) {}

  private static final Subscription SPENT =
      new Subscription() {
        @Override
        public void request(long events) {}

        @Override
        public void cancel() {}
      };

  private static final Subscriber<InvokeModelWithBidirectionalStreamInput> NOBODY =
      new Subscriber<>() {
        @Override
        public void onSubscribe(Subscription subscription) {}

        @Override
        public void onNext(InvokeModelWithBidirectionalStreamInput event) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
      };
}
