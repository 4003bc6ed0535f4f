package io.oratio.control.web.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiRig;
import io.oratio.control.rig.RawHttp;
import io.oratio.control.web.Event;
import io.oratio.control.web.EventStream;
import io.oratio.control.web.contract.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;

@Timeout(60)
class EventsTest {
  private static ApiRig rig;

  static class Settings {
    @Bean
    DoorSettings doorSettings() {
      return new DoorSettings(List.of(), Duration.ofSeconds(5), Duration.ofMillis(100));
    }
  }

  @BeforeAll
  static void start() {
    rig = ApiRig.start(SomeEndpoints.class, Settings.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void sendsEventsAsTheyComeAndSaysThatItIsStillThere() throws Exception {
    try (RawHttp raw = ask()) {
      assertThat(raw.until("id: 1\nevent: word\ndata: {\"word\":\"hello\"}\n\n"))
          .containsIgnoringCase("content-type: text/event-stream")
          .containsIgnoringCase("x-request-id:");
      EventStream stream = next();
      raw.until(": still here\n\n");
      stream.offer(Event.plain("two\nlines"));
      raw.until("data: two\ndata: lines\n\n");
      stream.end();
      raw.until("event: end\ndata: {}\n\n");
    }
  }

  @Test
  void showsWhatIsThereToWhoWaitsForTheEndOfEveryAnswer() throws Exception {
    try (RawHttp raw = ask("Accept: */*\r\n")) {
      raw.until("id: 1\nevent: word\ndata: {\"word\":\"hello\"}\n\n");
      raw.until("event: end\ndata: {}\n\n");
      assertThat(next().offer(Event.plain("too late"))).isFalse();
    }
    try (RawHttp raw = ask("Accept: text/event-stream, */*;q=0.1\r\n")) {
      raw.until(": still here\n\n");
      assertThat(next().offer(Event.plain("in time"))).isTrue();
      raw.until("data: in time\n\n");
    }
  }

  @Test
  void tellsTheFeatureWhenTheReaderIsGone() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (RawHttp raw = ask()) {
      raw.until("data: {\"word\":\"hello\"}\n\n");
      next().onClose(gone::countDown);
    }
    assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void endsTheStreamsWhenTheProcessStops() throws Exception {
    OpenStreams streams = rig.bean(OpenStreams.class);
    try (RawHttp raw = ask()) {
      raw.until("data: {\"word\":\"hello\"}\n\n");
      next();
      streams.stop();
      raw.until("event: end\ndata: {}\n\n");
      rig.as(rig.newTenant(), Role.VIEWER).get("/api/live/events").expect(503, "DRAINING");
      next();
    } finally {
      streams.start();
    }
  }

  @Test
  void keepsWordsOfOthersFromBreakingTheStream() {
    Event event =
        new Event(Optional.of("1\ndata: forged"), Optional.of("a\r\nb"), "one\r\ntwo\rthree");
    assertThat(new String(AnswerWriter.lines(event), StandardCharsets.UTF_8))
        .isEqualTo("id: 1 data: forged\nevent: a  b\ndata: one\ndata: two\ndata: three\n\n");
    assertThat(new String(AnswerWriter.lines(Event.plain("")), StandardCharsets.UTF_8))
        .isEqualTo("data: \n\n");
  }

  private static EventStream next() throws InterruptedException {
    EventStream stream = rig.bean(SomeEndpoints.class).streams.poll(20, TimeUnit.SECONDS);
    assertThat(stream).isNotNull();
    return stream;
  }

  private static RawHttp ask() throws IOException {
    return ask("");
  }

  private static RawHttp ask(String header) throws IOException {
    String token =
        rig.as(rig.newTenant(), Role.VIEWER)
            .request("/")
            .build()
            .headers()
            .firstValue("Authorization")
            .orElseThrow();
    return new RawHttp(rig.base())
        .send(
            "GET /api/live/events HTTP/1.1\r\nHost: x\r\n"
                + header
                + "Authorization: "
                + token
                + "\r\n\r\n");
  }
}
