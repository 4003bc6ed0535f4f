package io.oratio.simulator.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.simulator.report.EndedBy;
import io.oratio.simulator.report.SessionLedger;
import io.oratio.simulator.report.SessionReport;
import io.oratio.simulator.script.Fault;
import io.oratio.simulator.script.Pace;
import io.oratio.simulator.script.Reply;
import io.oratio.simulator.script.Script;
import io.oratio.simulator.script.ToolCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A session with its time pinned: what comes at which millisecond.
@Timeout(30)
class LiveSessionTest {
  private final RecordedOutlet outlet = new RecordedOutlet();
  private final List<SessionReport> reports = new ArrayList<>();
  private int ids;
  private long nowMs;

  @Test
  void sendsAudioFourTimesAsFastAndConfirmsItAtItsOwnSpeed() {
    LiveSession session =
        begun(
            quick()
                .withGreeting(Reply.saying("One two. Three four.").lasting(Duration.ofSeconds(4))));
    text(session, "Begin.");
    until(session, 20);
    assertThat(outlet.texts()).containsExactly("One two.");
    assertThat(outlet.chunks()).isBetween(1, 4);
    until(session, 520);
    assertThat(outlet.chunks() * 40).isBetween(1960, 2200);
    until(session, 1100);
    assertThat(outlet.chunks() * 40).isBetween(4000, 4160);
    assertThat(outlet.texts()).containsExactly("One two.", "Three four.");
    until(session, 1800);
    assertThat(outlet.texts()).containsExactly("One two.", "Three four.", "One two.");
    until(session, 4020);
    assertThat(outlet.texts())
        .containsExactly("One two.", "Three four.", "One two.", "Three four.");
  }

  @Test
  void confirmsOnlyTheWordsThatWerePlayedWhenTheCallerSpeaksOverIt() {
    LiveSession session =
        begun(
            quick()
                .withGreeting(
                    Reply.saying("one two three four five six seven eight nine ten")
                        .lasting(Duration.ofSeconds(10))));
    text(session, "Begin.");
    until(session, 3000);
    // 100 ms of voice make an utterance: the interruption is at 3.1 s of 10.
    sound(session, 120, true);
    assertThat(outlet.texts())
        .containsExactly(
            "one two three four five six seven eight nine ten",
            "one two three",
            "{ \"interrupted\" : true }");
    int chunks = outlet.chunks();
    until(session, 4000);
    assertThat(outlet.chunks()).isEqualTo(chunks);
    assertThat(outlet.deeds).endsWith("usageEvent");
  }

  @Test
  void answersAfterThePauseOfTheSensitivityThatWasAskedFor() {
    LiveSession session = begun(quick());
    sound(session, 500, true);
    sound(session, 1480, false);
    assertThat(outlet.texts()).isEmpty();
    sound(session, 20, false);
    assertThat(outlet.texts()).containsExactly("(speech of 0.5 s)");
    until(session, nowMs + 30);
    assertThat(outlet.texts().getLast()).startsWith("I heard you speak for 0.5 seconds.");
  }

  @Test
  void dropsAReplyThatIsOutOfDateWhenTheCallerSpeaksOn() {
    LiveSession session =
        begun(
            quick()
                .withPace(new Pace(4, ms(40), ms(1000), ms(60)))
                .withReplies(Reply.saying("first"), Reply.saying("second")));
    sound(session, 300, true);
    sound(session, 1500, false);
    sound(session, 300, true);
    sound(session, 1500, false);
    until(session, nowMs + 3000);
    assertThat(outlet.texts())
        .containsExactly("(speech of 0.3 s)", "(speech of 0.3 s)", "second", "second");
  }

  @Test
  void waitsForTheResultsOfAllTools() {
    LiveSession session =
        begun(
            quick()
                .withGreeting(
                    Reply.saying("{result}")
                        .calling(new ToolCall("a", "{}"), new ToolCall("b", "{}"))));
    text(session, "Begin.");
    List<String> owed =
        outlet.events.stream()
            .filter(event -> event.has("toolUse"))
            .map(event -> event.path("toolUse").path("toolUseId").asString())
            .toList();
    assertThat(owed).hasSize(2);
    toolResult(session, "r1", owed.get(1), "{\"b\":2}");
    until(session, 500);
    assertThat(outlet.texts()).isEmpty();
    toolResult(session, "r2", owed.get(0), "{\"a\":1}");
    until(session, 600);
    assertThat(outlet.texts()).containsExactly("{\"b\":2} {\"a\":1}");
  }

  @Test
  void leavesOutRepliesBeyondSixteenThatWait() {
    LiveSession session = begun(quick().withPace(new Pace(4, ms(40), ms(60_000), ms(60))));
    for (int i = 0; i < 20; i++) {
      text(session, "t" + i, "Say \"again\"");
    }
    session.broken(EndedBy.SHUTDOWN, nanos());
    assertThat(reports.getFirst().warnings()).hasSize(1);
    assertThat(reports.getFirst().texts()).isEqualTo(20);
  }

  @Test
  void cutsAtFiftyFiveSecondsWithoutSoundAndAtEightMinutesWithIt() {
    LiveSession quiet = begun(quick());
    until(quiet, 54_990);
    assertThat(quiet.isOver()).isFalse();
    until(quiet, 55_010);
    assertThat(reports.getFirst().endedBy()).isEqualTo(EndedBy.IDLE);
    assertThat(outlet.deeds).endsWith("validationException");

    nowMs = 0;
    LiveSession busy = begun(quick());
    while (!busy.isOver()) {
      sound(busy, 1000, false);
      busy.tick(nanos());
    }
    assertThat(nowMs).isEqualTo(480_000);
    assertThat(reports.getLast().endedBy()).isEqualTo(EndedBy.TIME_LIMIT);
    assertThat(outlet.deeds).endsWith("modelTimeoutException");
  }

  @Test
  void stopsSendingWhenTheClientTakesNothingAndGivesUpAfterAWhile() {
    LiveSession session = begun(quick().withGreeting(Reply.saying("long").lasting(ms(60_000))));
    text(session, "Begin.");
    until(session, 500);
    outlet.writable = false;
    int chunks = outlet.chunks();
    while (!session.isOver()) {
      sound(session, 1000, false);
      session.tick(nanos());
    }
    assertThat(outlet.chunks()).isEqualTo(chunks);
    assertThat(outlet.deeds).endsWith("reset");
    assertThat(reports.getFirst().endedBy()).isEqualTo(EndedBy.STALLED);
    assertThat(nowMs).isBetween(30_000L, 32_000L);
  }

  @Test
  void endsByItselfWhenTheClientForgetsToEndItsInput() {
    LiveSession session = begun(quick());
    send(session, "{\"event\":{\"contentEnd\":{\"promptName\":\"p\",\"contentName\":\"a\"}}}");
    send(session, "{\"event\":{\"promptEnd\":{\"promptName\":\"p\"}}}");
    send(session, "{\"event\":{\"sessionEnd\":{}}}");
    assertThat(outlet.deeds).endsWith("completionEnd");
    until(session, 2010);
    assertThat(outlet.deeds).endsWith("end");
    assertThat(reports.getFirst().endedBy()).isEqualTo(EndedBy.CLIENT);
  }

  @Test
  void measuresTheGapsBetweenAudioEvents() {
    LiveSession session = begun(quick());
    sound(session, 2000, false);
    nowMs += 130;
    sound(session, 2000, false);
    session.broken(EndedBy.CLIENT_RESET, nanos());
    SessionReport report = reports.getFirst();
    assertThat(report.audioGapMaxMs()).isEqualTo(150);
    assertThat(report.audioGapP99Ms()).isEqualTo(20);
    assertThat(report.audioSecondsIn()).isBetween(3.999, 4.001);
    assertThat(report.audioRmsIn()).isZero();
    assertThat(report.toJson()).contains("\"audioGapMaxMs\":150").doesNotContain("\n");
  }

  @Test
  void breaksOffWhenTheFramingIsBrokenHoweverLenient() {
    LiveSession session = session(quick(), false);
    session.framingBroken("a message of 3 bytes", nanos());
    assertThat(outlet.deeds).containsExactly("open", "validationException");
    assertThat(reports.getFirst().protocolErrors())
        .containsExactly("framing: a message of 3 bytes");
  }

  @Test
  void holdsEverythingBackDuringASlowStart() {
    LiveSession session = session(quick(), true, "slowStart@300", "unknownEvents@100");
    begin(session);
    text(session, "Begin.");
    until(session, 290);
    assertThat(outlet.deeds).isEmpty();
    until(session, 310);
    assertThat(outlet.deeds).startsWith("open", "completionStart");
    assertThat(outlet.deeds).contains("audioOutput");
  }

  private LiveSession begun(Script script) {
    LiveSession session = session(script, true);
    begin(session);
    return session;
  }

  private LiveSession session(Script script, boolean strict, String... faults) {
    List<Fault> list = Stream.of(faults).map(Fault::parse).toList();
    Setting setting =
        new Setting(
            "session",
            "amazon.nova-2-sonic-v1:0",
            script,
            list,
            Limits.ofTheService(),
            strict,
            440,
            new Recordings(),
            () -> "id-" + ++ids,
            Optional.empty(),
            Runnable::run);
    return new LiveSession(
        setting,
        new SessionLedger("session", "model", Instant.EPOCH, nanos(), 440, List.of(faults)),
        outlet,
        reports::add,
        nanos());
  }

  private void begin(LiveSession session) {
    send(
        session,
        "{\"event\":{\"sessionStart\":{\"turnDetectionConfiguration\":"
            + "{\"endpointingSensitivity\":\"HIGH\"}}}}");
    String tool =
        "{\"toolSpec\":{\"name\":\"%s\",\"description\":\"d\",\"inputSchema\":{\"json\":\"{}\"}}}";
    send(
        session,
        """
        {"event":{"promptStart":{"promptName":"p","textOutputConfiguration":{"mediaType":"text/plain"},
        "audioOutputConfiguration":{"mediaType":"audio/lpcm","sampleRateHertz":8000,"sampleSizeBits":16,
        "channelCount":1,"voiceId":"matthew","encoding":"base64","audioType":"SPEECH"},
        "toolConfiguration":{"tools":[%s,%s]}}}}\
        """
            .formatted(tool.formatted("a"), tool.formatted("b")));
    send(
        session,
        """
        {"event":{"contentStart":{"promptName":"p","contentName":"a","type":"AUDIO","interactive":true,
        "role":"USER","audioInputConfiguration":{"mediaType":"audio/lpcm","sampleRateHertz":8000,
        "sampleSizeBits":16,"channelCount":1,"audioType":"SPEECH","encoding":"base64"}}}}\
        """);
  }

  private void text(LiveSession session, String text) {
    text(session, "t", text);
  }

  private void text(LiveSession session, String name, String text) {
    send(
        session,
        """
        {"event":{"contentStart":{"promptName":"p","contentName":"%s","type":"TEXT","interactive":true,
        "role":"USER","textInputConfiguration":{"mediaType":"text/plain"}}}}\
        """
            .formatted(name));
    send(
        session,
        "{\"event\":{\"textInput\":{\"promptName\":\"p\",\"contentName\":\"%s\",\"content\":\"%s\"}}}"
            .formatted(name, text.replace("\"", "\\\"")));
    send(
        session,
        "{\"event\":{\"contentEnd\":{\"promptName\":\"p\",\"contentName\":\"%s\"}}}"
            .formatted(name));
  }

  private void toolResult(LiveSession session, String name, String toolUseId, String json) {
    send(
        session,
        """
        {"event":{"contentStart":{"promptName":"p","contentName":"%s","interactive":false,"type":"TOOL",
        "role":"TOOL","toolResultInputConfiguration":{"toolUseId":"%s","type":"TEXT",
        "textInputConfiguration":{"mediaType":"text/plain"}}}}}\
        """
            .formatted(name, toolUseId));
    send(
        session,
        "{\"event\":{\"toolResult\":{\"promptName\":\"p\",\"contentName\":\"%s\",\"content\":\"%s\"}}}"
            .formatted(name, json.replace("\"", "\\\"")));
    send(
        session,
        "{\"event\":{\"contentEnd\":{\"promptName\":\"p\",\"contentName\":\"%s\"}}}"
            .formatted(name));
  }

  /// Frames of 20 ms at the right times, loud or silent.
  private void sound(LiveSession session, int ms, boolean loud) {
    byte[] pcm = new byte[320];
    if (loud) {
      for (int i = 0; i < 160; i++) {
        pcm[2 * i + 1] = (byte) (i % 2 == 0 ? 16 : -16);
      }
    }
    String base64 = Base64.getEncoder().encodeToString(pcm);
    for (int i = 0; i < ms / 20 && !session.isOver(); i++) {
      nowMs += 20;
      send(
          session,
          "{\"event\":{\"audioInput\":{\"promptName\":\"p\",\"contentName\":\"a\",\"content\":\""
              + base64
              + "\"}}}");
    }
  }

  private void send(LiveSession session, String json) {
    session.event(json.getBytes(StandardCharsets.UTF_8), nanos());
  }

  /// Lets time pass in steps of 10 ms.
  private void until(LiveSession session, long ms) {
    while (nowMs < ms) {
      nowMs += 10;
      session.tick(nanos());
    }
  }

  private long nanos() {
    return nowMs * 1_000_000;
  }

  private static Script quick() {
    return Script.standard().withPace(new Pace(4, ms(40), Duration.ZERO, ms(60)));
  }

  private static Duration ms(long ms) {
    return Duration.ofMillis(ms);
  }
}
