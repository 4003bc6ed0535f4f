package io.oratio.engine.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.EngineEars;
import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineFailure;
import io.oratio.engine.EngineFailure.Kind;
import io.oratio.engine.EngineSession;
import io.oratio.engine.EngineSetups;
import io.oratio.engine.SpeechEngine;
import io.oratio.engine.SpeechEngineContract;
import io.oratio.engine.scripted.Script.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScriptedEngineTest extends SpeechEngineContract {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Turn.Say ANSWER =
      new Turn.Say("Three rooms are free.", Sound.tone(660, Duration.ofMillis(500)));

  @Override
  protected SpeechEngine engine() {
    return new ScriptedEngine(Script.tones());
  }

  @Override
  protected Optional<SpeechEngine> engineAskingForTool() {
    return Optional.of(new ScriptedEngine(Script.of(new Turn.UseTool("free_rooms", "{}", ANSWER))));
  }

  @Override
  protected short[] question(int rateHz) {
    return Sound.tone(300, Duration.ofSeconds(1)).at(rateHz);
  }

  @Test
  void tellsHowManyOfItsWordsWereHeardWhenItIsInterrupted() {
    try (ScriptedEngine engine = new ScriptedEngine(Script.tones())) {
      EngineEars ears = new EngineEars();
      EngineSession session =
          engine.open(EngineSetups.greeting("one two three four five six"), ears);
      // 600 ms of quiet, then 200 ms of speech: 760 of the 1200 ms of the greeting are over.
      give(session, new short[16_000 * 600 / 1000]);
      give(session, Sound.tone(300, Duration.ofMillis(200)).at(16_000));

      ears.await(EngineEvent.Interrupted.class, PATIENCE);
      List<EngineEvent.Transcript> words = ears.all(EngineEvent.Transcript.class);
      assertThat(words.getLast().stage()).isEqualTo(EngineEvent.Stage.FINAL);
      assertThat(words.getLast().id()).isEqualTo(words.getFirst().id());
      assertThat(words.getLast().words()).isEqualTo("one two three");
    }
  }

  @Test
  void ignoresACough() {
    try (ScriptedEngine engine = new ScriptedEngine(Script.tones())) {
      EngineEars ears = new EngineEars();
      EngineSession session = engine.open(EngineSetups.waiting(), ears);
      give(session, Sound.tone(300, Duration.ofMillis(80)).at(16_000));
      give(session, new short[16_000]);
      session.close();

      ears.awaitEnd(PATIENCE);
      assertThat(ears.all(EngineEvent.AudioOut.class)).isEmpty();
    }
  }

  @Test
  void failsAndKeepsQuietAsScripted() {
    EngineFailure lost = new EngineFailure(Kind.BROKEN, "as scripted");
    Script script = Script.of(new Turn.KeepQuiet(), new Turn.Fail(lost));
    try (ScriptedEngine engine = new ScriptedEngine(script)) {
      EngineEars ears = new EngineEars();
      EngineSession session = engine.open(EngineSetups.waiting(), ears);
      session.text("1");
      session.text("2");

      assertThat(ears.awaitEnd(PATIENCE)).isEqualTo(new EngineEvent.Failed(lost));
      assertThat(ears.all(EngineEvent.AudioOut.class)).isEmpty();
      assertThat(engine.openSessions()).isZero();
    }
  }

  @Test
  void refusesAndBreaksOnDemand() {
    EngineFailure busy = new EngineFailure(Kind.THROTTLED, "on demand");
    try (ScriptedEngine engine = new ScriptedEngine(Script.tones())) {
      engine.refuseWith(Optional.of(busy));
      EngineEars refused = new EngineEars();
      engine.open(EngineSetups.waiting(), refused);
      assertThat(refused.awaitEnd(PATIENCE)).isEqualTo(new EngineEvent.Failed(busy));

      engine.refuseWith(Optional.empty());
      EngineEars broken = new EngineEars();
      engine.open(EngineSetups.waiting(), broken);
      broken.await(EngineEvent.Opened.class, PATIENCE);
      engine.failOpenSessions(busy);
      assertThat(broken.awaitEnd(PATIENCE)).isEqualTo(new EngineEvent.Failed(busy));
    }
  }

  @Test
  void playsARecordingAtTheRateOfTheConversation() {
    short[] recorded = Sound.tone(440, Duration.ofSeconds(1)).at(8000);

    assertThat(Sound.recording(recorded, 8000).at(8000)).isEqualTo(recorded);
    assertThat(Sound.recording(recorded, 8000).at(24_000)).hasSize(24_000);
    assertThat(Script.tones().withGreeting(Sound.recording(recorded, 8000)).greeting().at(8000))
        .isEqualTo(recorded);
  }

  private static void give(EngineSession session, short[] samples) {
    for (int from = 0; from < samples.length; from += 320) {
      session.audio(samples, from, Math.min(320, samples.length - from));
    }
  }
}
