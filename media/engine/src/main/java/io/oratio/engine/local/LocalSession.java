package io.oratio.engine.local;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineEvent.Stage;
import io.oratio.engine.EngineFailure;
import io.oratio.engine.EngineSession;
import io.oratio.engine.EngineSetup;
import io.oratio.engine.Speaker;
import io.oratio.engine.local.answering.Answers;
import io.oratio.engine.local.answering.Reply;
import io.oratio.engine.local.hearing.Heard;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One conversation. Every method hands a step to the session's lane and returns; the lane hears,
/// answers and speaks.
final class LocalSession implements EngineSession, Ear.Listener {
  // After the last sound is heard, before a tool may end the call.
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int LONGEST_TEXT_CHARS = 4000;
  private static final int MOST_TOOLS_OPEN = 16;
  private static final String BUSY =
      "I am sorry, many people are speaking to me at once. Please say that again.";

  private final EngineSetup setup;
  private final LocalEngine engine;
  private final Lane lane;
  private final Consumer<EngineEvent> listener;
  private final Answers answers;
  private final Ear ear;
  private final Mouth mouth;
  private final Set<String> openTools = new HashSet<>();
  private Optional<Heard> unanswered = Optional.empty();
  private int interruptions;
  private boolean isEnded;

  LocalSession(
      LocalEngine engine,
      EngineSetup setup,
      Answers answers,
      Lane lane,
      Consumer<EngineEvent> listener) {
    this.engine = engine;
    this.setup = setup;
    this.answers = answers;
    this.lane = lane;
    this.listener = listener;
    this.ear =
        new Ear(
            setup.inputRateHz(),
            endPauseMs(setup),
            lane,
            turn -> engine.recognise(answers, turn, setup.inputRateHz()),
            this);
    this.mouth =
        new Mouth(engine::speech, lane, setup.outputRateHz(), engine.nanoClock(), this::emit);
  }

  private static int endPauseMs(EngineSetup setup) {
    return switch (setup.endpointingSensitivity().orElse("MEDIUM")) {
      case "HIGH" -> 450;
      case "LOW" -> 850;
      default -> 650;
    };
  }

  Answers answers() {
    return answers;
  }

  /// Runs a step after everything that was given to the session so far.
  void afterwards(Runnable step) {
    lane.execute(step);
  }

  /// Begins, once it is known whether the engine can speak.
  void begin(Optional<EngineFailure> failure) {
    lane.execute(
        () -> {
          if (isEnded) {
            return;
          }
          if (failure.isPresent()) {
            end(new EngineEvent.Failed(failure.get()));
          } else {
            emit(new EngineEvent.Opened());
            mouth.say(setup.greeting(), () -> {});
          }
        });
  }

  @Override
  public void audio(short[] samples, int offset, int count) {
    short[] copy = Arrays.copyOfRange(samples, offset, offset + count);
    if (!lane.offer(() -> hear(copy))) {
      engine.countDroppedFrame();
    }
  }

  private void hear(short[] samples) {
    if (!isEnded) {
      ear.frame(samples, mouth.isSpeaking());
    }
  }

  @Override
  public void text(String words) {
    String bounded = bounded(words);
    lane.execute(
        () -> {
          if (!isEnded && !bounded.isBlank()) {
            interrupt();
            unanswered = Optional.empty();
            callerSaid(ear.nextTurnId(), Stage.FINAL, bounded);
            reply(answers.replyTo(bounded, true));
          }
        });
  }

  @Override
  public void say(String sentence) {
    String bounded = bounded(sentence);
    lane.execute(() -> speak(bounded));
  }

  private static String bounded(String text) {
    return text.substring(0, Math.min(LONGEST_TEXT_CHARS, text.length()));
  }

  private void speak(String words) {
    if (!isEnded) {
      mouth.say(words, () -> {});
    }
  }

  @Override
  public void toolResult(String toolUseId, String json) {
    lane.execute(
        () -> {
          if (isEnded || !openTools.remove(toolUseId)) {
            return;
          }
          reply(answers.toolAnswered(toolUseId, json));
        });
  }

  @Override
  public void close() {
    lane.execute(() -> end(new EngineEvent.Ended()));
  }

  private void end(EngineEvent last) {
    if (!isEnded) {
      mouth.drop();
      ear.close();
      emit(last);
      isEnded = true;
      engine.ended(this);
    }
  }

  private void emit(EngineEvent event) {
    if (!isEnded) {
      listener.accept(event);
    }
  }

  private void callerSaid(String turnId, Stage stage, String words) {
    emit(new EngineEvent.Transcript(turnId, Speaker.CALLER, stage, words, ""));
  }

  @Override
  public void callerBegan() {
    interrupt();
  }

  private void interrupt() {
    if (mouth.isSpeaking()) {
      interruptions++;
      mouth.drop();
      emit(new EngineEvent.Interrupted());
    }
  }

  @Override
  public void guessed(String turnId, Heard heard) {
    if (!heard.words().isEmpty() && engine.believes(heard)) {
      callerSaid(turnId, Stage.PARTIAL, heard.text());
    }
  }

  @Override
  public void heard(String turnId, Heard heard) {
    if (isEnded || heard.words().isEmpty()) {
      return;
    }
    callerSaid(turnId, Stage.FINAL, heard.text());
    if (ear.isTurn()) {
      // The caller goes on: it would be rude to answer now, and wrong to forget it.
      unanswered = Optional.of(heard);
    } else {
      answer(heard);
    }
  }

  private void answer(Heard heard) {
    unanswered = Optional.empty();
    reply(answers.replyTo(heard.text(), engine.believes(heard)));
  }

  @Override
  public void missed(String turnId) {
    if (!isEnded && !mouth.isSpeaking()) {
      speak(BUSY);
    }
  }

  @Override
  public void dismissed() {
    unanswered.ifPresent(this::answer);
  }

  private void reply(Reply reply) {
    switch (reply) {
      case Reply.Answer(String words) -> speak(words);
      case Reply.Clarify(String words) -> speak(words);
      case Reply.UseTools(String words, List<Reply.Tool> tools) ->
          mouth.say(words, () -> tools.forEach(this::use));
      case Reply.Silence() -> {}
    }
  }

  private void use(Reply.Tool tool) {
    if (tool.isAfterwards()) {
      useWhenHeard(tool);
    } else {
      useNow(tool);
    }
  }

  // A tool may end the call: the caller must have heard what was said before it.
  private void useWhenHeard(Reply.Tool tool) {
    int before = interruptions;
    engine.later(
        mouth.nanosLeft() + GRACE_NANOS,
        () ->
            lane.execute(
                () -> {
                  if (interruptions == before) {
                    useNow(tool);
                  }
                }));
  }

  private void useNow(Reply.Tool tool) {
    if (!isEnded && openTools.size() < MOST_TOOLS_OPEN && openTools.add(tool.toolUseId())) {
      emit(new EngineEvent.ToolUse(tool.toolUseId(), tool.name(), tool.arguments()));
    }
  }
}
