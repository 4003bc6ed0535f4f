package io.oratio.engine.local.hearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HearingTest {
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final ConcurrentLinkedQueue<Domain> prepared = new ConcurrentLinkedQueue<>();
  private final CountDownLatch mayFinish = new CountDownLatch(1);

  private Hearing hearing(int count, int mostWaiting) {
    return new Hearing("slow", Slow::new, 0, count, mostWaiting);
  }

  private final class Slow implements Recogniser {
    Slow() {
      made.incrementAndGet();
    }

    @Override
    public void prepare(Domain domain) {
      prepared.add(domain);
    }

    @Override
    public Heard recognise(Domain domain, short[] samples) {
      try {
        mayFinish.await();
      } catch (InterruptedException _) {
        return Heard.NOTHING;
      }
      if (samples.length > Recogniser.RATE_HZ) {
        throw new IllegalStateException("too long for this test");
      }
      return new Heard(List.of("yes"), 1);
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  @Test
  void preparesEveryRecogniserForTheSameDomain() {
    try (Hearing hearing = hearing(2, 4)) {
      hearing.prepare(List.of("Where are you?")).join();

      assertThat(made).hasValue(2);
      assertThat(prepared).hasSize(2);
      hearing.learn(List.of("Where are you?"));
      assertThat(prepared).hasSize(2);
    }
    assertThat(closed).hasValue(2);
  }

  @Test
  void refusesAndCountsWhatCannotWait() {
    try (Hearing hearing = hearing(1, 1)) {
      List<CompletableFuture<Heard>> all =
          java.util.stream.Stream.generate(
                  () -> hearing.recognise(List.of(), List.of("Yes?"), new short[100], 8000))
              .limit(6)
              .toList();
      long refused = all.stream().filter(CompletableFuture::isCompletedExceptionally).count();
      mayFinish.countDown();

      assertThat(refused).isBetween(4L, 5L);
      assertThat(hearing.refused()).isEqualTo(refused);
      assertThatThrownBy(all.getLast()::join).hasCauseInstanceOf(RejectedExecutionException.class);
      assertThat(all.getFirst().join().text()).isEqualTo("yes");
      assertThat(hearing.believes(all.getFirst().join())).isTrue();
      assertThat(hearing.believes(Heard.NOTHING)).isFalse();
      assertThat(hearing.busyNanos()).isPositive();
    }
  }

  @Test
  void believesTheExpectedAnswerAndElseTriesTheQuestions() {
    Queue<Heard> told =
        new ConcurrentLinkedQueue<>(
            List.of(
                new Heard(List.of("yes"), 1),
                new Heard(List.of("no"), -1),
                new Heard(List.of("where"), 1)));
    List<String> vocabularies = new ArrayList<>();
    Recogniser recogniser =
        new Recogniser() {
          @Override
          public void prepare(Domain domain) {}

          @Override
          public Heard recognise(Domain domain, short[] samples) {
            vocabularies.add(String.join(" ", domain.pronunciations().keySet()));
            return told.remove();
          }

          @Override
          public void close() {}
        };
    try (Hearing hearing = new Hearing("told", () -> recogniser, 0, 1, 4)) {
      List<String> expected = List.of("yes", "no");
      assertThat(hearing.recognise(expected, List.of("Where?"), new short[9], 8000).join().text())
          .isEqualTo("yes");
      assertThat(vocabularies).containsExactly("no yes");
      assertThat(hearing.recognise(expected, List.of("Where?"), new short[9], 8000).join().text())
          .isEqualTo("where");
      assertThat(vocabularies.getLast()).contains("where").contains("goodbye");
    }
  }

  @Test
  void tellsWhenARecogniserFails() {
    mayFinish.countDown();
    try (Hearing hearing = hearing(1, 4)) {
      assertThatThrownBy(
              hearing.recognise(List.of(), List.of("Yes?"), new short[32000], 16000)::join)
          .hasCauseInstanceOf(IllegalStateException.class);
      assertThat(
              hearing.recognise(List.of(), List.of("Yes?"), new short[100], 24000).join().words())
          .containsExactly("yes");
    }
  }

  @Test
  void beginsNothingThatWasGivenUp() {
    try (Hearing hearing = hearing(1, 4)) {
      hearing.recognise(List.of(), List.of("Yes?"), new short[100], 8000);
      CompletableFuture<Heard> second =
          hearing.recognise(List.of(), List.of("Yes?"), new short[100], 8000);
      second.cancel(false);
      mayFinish.countDown();

      assertThat(hearing.recognise(List.of(), List.of("Yes?"), new short[100], 8000).join().words())
          .hasSize(1);
      assertThat(second).isCancelled();
    }
  }
}
