package io.oratio.control.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventStreamTest {
  @Test
  void givesWhatWasOfferedThenTheEnd() throws Exception {
    EventStream stream = new EventStream(3);
    stream.offer(Event.plain("one"));
    stream.offer(Event.plain("two"));
    stream.end();
    assertThat(stream.offer(Event.plain("late"))).isFalse();
    assertThat(rest(stream)).extracting(Event::data).containsExactly("one", "two", "{}");
  }

  @Test
  void losesAReaderWhoIsTooSlowWithAMark() throws Exception {
    EventStream stream = new EventStream(2);
    assertThat(stream.offer(Event.plain("one"))).isTrue();
    assertThat(stream.offer(Event.plain("two"))).isTrue();
    assertThat(stream.offer(Event.plain("three"))).isFalse();
    assertThat(rest(stream)).containsExactly(EventStream.RESYNC);
  }

  @Test
  void endsWithTheWordsOfItsOwner() throws Exception {
    EventStream stream = new EventStream(1);
    stream.offer(Event.plain("one"));
    stream.end(Event.plain("[DONE]"));
    stream.end();
    assertThat(rest(stream)).extracting(Event::data).containsExactly("one", "[DONE]");
  }

  @Test
  void isQuietWhenNothingCame() throws Exception {
    assertThat(new EventStream(1).next(Duration.ofMillis(1)))
        .isInstanceOf(EventStream.Next.Quiet.class);
  }

  @Test
  void takesSubscriptionsBackOnceHoweverLateTheyAreTold() {
    EventStream stream = new EventStream(1);
    List<String> undone = new ArrayList<>();
    stream.onClose(() -> undone.add("early"));
    stream.close();
    stream.close();
    stream.onClose(() -> undone.add("late"));
    assertThat(undone).containsExactly("early", "late");
    assertThat(stream.offer(Event.plain("one"))).isFalse();
  }

  private static List<Event> rest(EventStream stream) throws InterruptedException {
    List<Event> events = new ArrayList<>();
    while (stream.next(Duration.ofSeconds(5)) instanceof EventStream.Next.One(Event event)) {
      events.add(event);
    }
    return events;
  }
}
