package io.oratio.control.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ForgivingEventStreamTest {
  private static final Event BYE = Event.plain("bye");

  @Test
  void endsWhenItsReaderIsTooSlow() throws Exception {
    EventStream stream = new EventStream(4);
    assertThat(offer(stream, 5)).isEqualTo(4);
    assertThat(rest(stream)).containsExactly("resync", "over");
  }

  @Test
  void forgivesOnceAndAgainWhenItsReaderHasCaughtUp() throws Exception {
    EventStream stream = EventStream.forgiving(4);
    for (int round = 0; round < 3; round++) {
      assertThat(offer(stream, 6)).isEqualTo(6);
      assertThat(rest(stream)).containsExactly("resync", "4", "5", "quiet");
    }
  }

  @Test
  void endsAForgivingStreamWhoseReaderStaysSlow() throws Exception {
    EventStream stream = EventStream.forgiving(4);
    assertThat(offer(stream, 6)).isEqualTo(6);
    assertThat(stream.next(Duration.ZERO)).isEqualTo(new EventStream.Next.One(EventStream.RESYNC));
    assertThat(offer(stream, 6)).isLessThan(6);
    assertThat(rest(stream)).containsExactly("resync", "over");
  }

  @Test
  void throwsAwayWhatWaitsWhenItIsCut() throws Exception {
    EventStream stream = EventStream.forgiving(4);
    offer(stream, 3);
    stream.cut(BYE);
    stream.cut(Event.plain("again"));
    assertThat(offer(stream, 1)).isZero();
    assertThat(rest(stream)).containsExactly("bye", "over");
  }

  private static long offer(EventStream stream, int count) {
    return IntStream.range(0, count)
        .filter(it -> stream.offer(Event.plain(Integer.toString(it))))
        .count();
  }

  private static List<String> rest(EventStream stream) throws InterruptedException {
    List<String> rest = new ArrayList<>();
    while (true) {
      switch (stream.next(Duration.ZERO)) {
        case EventStream.Next.One(Event event) -> rest.add(event.name().orElse(event.data()));
        case EventStream.Next.Quiet _ -> {
          rest.add("quiet");
          return rest;
        }
        case EventStream.Next.Over _ -> {
          rest.add("over");
          return rest;
        }
      }
    }
  }
}
