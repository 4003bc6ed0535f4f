package io.oratio.engine.nova;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.bedrockruntime.model.BidirectionalInputPayloadPart;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamInput;

class OutboxTest {
  private final AtomicInteger dropped = new AtomicInteger();
  private final Outbox outbox = new Outbox(3, Runnable::run, dropped::incrementAndGet);
  private final Taker taker = new Taker();

  @Test
  void sendsInOrderAndNeverMoreThanIsAskedFor() {
    outbox.offer(bytes("1"));
    outbox.subscribe(taker);
    assertThat(taker.taken).isEmpty();
    taker.subscription.request(2);
    outbox.offer(bytes("2"));
    outbox.offer(bytes("3"));
    assertThat(taker.taken).containsExactly("1", "2");
    outbox.complete();
    assertThat(taker.isComplete).isFalse();
    taker.subscription.request(Long.MAX_VALUE);
    taker.subscription.request(Long.MAX_VALUE);

    assertThat(taker.taken).containsExactly("1", "2", "3");
    assertThat(taker.isComplete).isTrue();
    assertThat(outbox.offer(bytes("4"))).isTrue();
    outbox.offerAudio(bytes("5"));
    assertThat(taker.taken).hasSize(3);
  }

  @Test
  void dropsTheOldestSoundAndNothingElse() {
    outbox.offer(bytes("control"));
    for (int i = 1; i <= 5; i++) {
      outbox.offerAudio(bytes("sound " + i));
    }
    outbox.offer(bytes("more control"));
    outbox.subscribe(taker);
    taker.subscription.request(100);

    assertThat(taker.taken)
        .containsExactly("control", "sound 3", "sound 4", "sound 5", "more control");
    assertThat(dropped).hasValue(2);
  }

  @Test
  void refusesMoreThanFits() {
    byte[] big = new byte[1_500_000];
    assertThat(outbox.offer(big)).isTrue();
    assertThat(outbox.offer(big)).isTrue();
    assertThat(outbox.offer(big)).isFalse();
  }

  @Test
  void refusesToBeSentTwice() {
    Taker second = new Taker();
    outbox.subscribe(taker);
    outbox.subscribe(second);
    second.subscription.request(1);
    second.subscription.cancel();

    assertThat(second.failures).hasSize(1);
    assertThat(taker.failures).isEmpty();
  }

  @Test
  void sendsNothingMoreWhenItIsCancelled() {
    outbox.subscribe(taker);
    taker.subscription.request(10);
    taker.subscription.cancel();
    outbox.offer(bytes("1"));
    outbox.offerAudio(bytes("2"));
    outbox.complete();

    assertThat(taker.taken).isEmpty();
    assertThat(taker.isComplete).isFalse();
  }

  @Test
  void endsWhenItIsAskedForNonsense() {
    outbox.subscribe(taker);
    taker.subscription.request(0);

    assertThat(taker.isComplete).isTrue();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static final class Taker implements Subscriber<InvokeModelWithBidirectionalStreamInput> {
    private final List<String> taken = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private Subscription subscription;
    private boolean isComplete;

    @Override
    public void onSubscribe(Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(InvokeModelWithBidirectionalStreamInput event) {
      taken.add(((BidirectionalInputPayloadPart) event).bytes().asUtf8String());
    }

    @Override
    public void onError(Throwable failure) {
      failures.add(failure);
    }

    @Override
    public void onComplete() {
      isComplete = true;
    }
  }
}
