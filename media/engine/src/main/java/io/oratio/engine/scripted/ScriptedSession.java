package io.oratio.engine.scripted;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineEvent.Stage;
import io.oratio.engine.EngineFailure;
import io.oratio.engine.EngineSession;
import io.oratio.engine.EngineSetup;
import io.oratio.engine.Speaker;
import io.oratio.engine.scripted.Script.Turn;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// One conversation by the script. Every method hands over to the engine's thread, which owns all
/// that changes here; the caller's samples are its clock.
final class ScriptedSession implements EngineSession {
  private static final int PIECES_PER_SECOND = 10;

  private final EngineSetup setup;
  private final Script script;
  private final Consumer<EngineEvent> listener;
  private final ExecutorService stage;
  private final Consumer<ScriptedSession> ended;
  private final Map<String, Turn.Say> waitingTools = new LinkedHashMap<>();

  private boolean isOver;
  private int nextTurn;
  private int names;
  private long loudSamples;
  private long quietSamples;
  private Optional<Speech> speech = Optional.empty();

  ScriptedSession(
      EngineSetup setup,
      Script script,
      Consumer<EngineEvent> listener,
      ExecutorService stage,
      Consumer<ScriptedSession> ended) {
    this.setup = setup;
    this.script = script;
    this.listener = listener;
    this.stage = stage;
    this.ended = ended;
  }

  void open(Optional<EngineFailure> refusal) {
    onStage(
        () -> {
          if (refusal.isPresent()) {
            over(new EngineEvent.Failed(refusal.get()));
            return;
          }
          listener.accept(new EngineEvent.Opened());
          if (!setup.greeting().isBlank()) {
            speak(new Turn.Say(setup.greeting(), script.greeting()));
          }
        });
  }

  void fail(EngineFailure failure) {
    onStage(() -> over(new EngineEvent.Failed(failure)));
  }

  @Override
  public void audio(short[] samples, int offset, int count) {
    short[] copy = Arrays.copyOfRange(samples, offset, offset + count);
    onStage(() -> hear(copy));
  }

  @Override
  public void text(String words) {
    onStage(this::takeTurn);
  }

  @Override
  public void say(String sentence) {
    onStage(() -> speak(new Turn.Say(sentence, script.greeting())));
  }

  @Override
  public void toolResult(String toolUseId, String json) {
    onStage(() -> Optional.ofNullable(waitingTools.remove(toolUseId)).ifPresent(this::speak));
  }

  @Override
  public void close() {
    onStage(
        () -> {
          finishSpeech();
          over(new EngineEvent.Ended());
        });
  }

  private void hear(short[] samples) {
    playOn(samples.length);
    if (rootMeanSquare(samples) >= script.loudness()) {
      loudSamples += samples.length;
      quietSamples = 0;
      if (speech.isPresent() && isSpeech()) {
        finishSpeech();
        listener.accept(new EngineEvent.Interrupted());
      }
      return;
    }
    quietSamples += samples.length;
    if (quietSamples < samplesIn(script.pause())) {
      return;
    }
    if (isSpeech()) {
      long heardMs = loudSamples * 1000 / setup.inputRateHz();
      tell(Speaker.CALLER, Stage.FINAL, name("heard"), "(" + heardMs + " ms of speech)", "");
      loudSamples = 0;
      takeTurn();
    }
    loudSamples = 0;
  }

  private void takeTurn() {
    Turn turn = script.turns().get(nextTurn++ % script.turns().size());
    switch (turn) {
      case Turn.Say say -> speak(say);
      case Turn.UseTool use -> {
        String toolUseId = name("tool");
        waitingTools.put(toolUseId, use.then());
        listener.accept(new EngineEvent.ToolUse(toolUseId, use.name(), use.arguments()));
      }
      case Turn.Fail fail -> over(new EngineEvent.Failed(fail.failure()));
      case Turn.KeepQuiet _ -> {
        // As scripted.
      }
    }
  }

  private void speak(Turn.Say say) {
    finishSpeech();
    String contentId = name("speech");
    String transcriptId = name("words");
    short[] samples = say.sound().at(setup.outputRateHz());
    tell(Speaker.AGENT, Stage.PLANNED, transcriptId, say.words(), contentId);
    int piece = setup.outputRateHz() / PIECES_PER_SECOND;
    for (int from = 0; from < samples.length && !isOver; from += piece) {
      int to = Math.min(from + piece, samples.length);
      listener.accept(new EngineEvent.AudioOut(contentId, Arrays.copyOfRange(samples, from, to)));
    }
    listener.accept(new EngineEvent.SpeechEnd(contentId));
    speech =
        Optional.of(
            new Speech(
                transcriptId,
                contentId,
                say.words(),
                Math.max(1, (long) samples.length * setup.inputRateHz() / setup.outputRateHz())));
  }

  /// Lets the speech play for as long as the caller's sound lasted.
  private void playOn(long samples) {
    speech.ifPresent(
        playing -> {
          playing.playedSamples += samples;
          if (playing.playedSamples >= playing.lengthSamples) {
            finishSpeech();
          }
        });
  }

  /// Says how much of the words was heard.
  private void finishSpeech() {
    speech.ifPresent(
        done -> {
          speech = Optional.empty();
          tell(Speaker.AGENT, Stage.FINAL, done.transcriptId, done.heard(), done.contentId);
        });
  }

  private void tell(Speaker speaker, Stage stage, String id, String words, String contentId) {
    if (!words.isBlank()) {
      listener.accept(new EngineEvent.Transcript(id, speaker, stage, words, contentId));
    }
  }

  private void over(EngineEvent last) {
    isOver = true;
    ended.accept(this);
    listener.accept(last);
  }

  private void onStage(Runnable deed) {
    try {
      stage.execute(
          () -> {
            if (!isOver) {
              deed.run();
            }
          });
    } catch (RejectedExecutionException _) {
      // The engine is closed, and this session with it: after the end nothing happens.
    }
  }

  private boolean isSpeech() {
    return loudSamples >= samplesIn(script.speechNeeded());
  }

  private long samplesIn(Duration time) {
    return setup.inputRateHz() * time.toMillis() / 1000;
  }

  private String name(String what) {
    return what + "-" + ++names;
  }

  private static double rootMeanSquare(short[] samples) {
    double sum = 0;
    for (short sample : samples) {
      sum += sample * sample;
    }
    return samples.length == 0 ? 0 : Math.sqrt(sum / samples.length);
  }

  private static final class Speech {
    private final String transcriptId;
    private final String contentId;
    private final String words;
    private final long lengthSamples;
    private long playedSamples;

    Speech(String transcriptId, String contentId, String words, long lengthSamples) {
      this.transcriptId = transcriptId;
      this.contentId = contentId;
      this.words = words;
      this.lengthSamples = lengthSamples;
    }

    /// As many of the words as were played, whole words only.
    String heard() {
      if (playedSamples >= lengthSamples) {
        return words;
      }
      int chars = (int) (words.length() * playedSamples / lengthSamples);
      int space = words.lastIndexOf(' ', chars);
      return space <= 0 ? "" : words.substring(0, space);
    }
  }
}
