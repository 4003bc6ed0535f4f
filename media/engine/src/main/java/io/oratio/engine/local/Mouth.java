package io.oratio.engine.local;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineEvent.AudioOut;
import io.oratio.engine.EngineEvent.SpeechEnd;
import io.oratio.engine.EngineEvent.Stage;
import io.oratio.engine.EngineEvent.Transcript;
import io.oratio.engine.Speaker;
import io.oratio.engine.local.speaking.Sentences;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// What one session says: stretches of speech one after the other, each sentence by sentence, the
/// next sentence made while the last is sent. It reckons how long the caller will be hearing it. On
/// the session's lane only.
final class Mouth {
  private static final int PIECE_MS = 100;
  private static final int MOST_WAITING = 16;

  /// Makes the sound of a sentence.
  interface Speech {
    CompletionStage<short[]> of(String sentence, int rateHz);
  }

  private final Speech voice;
  private final Lane lane;
  private final Consumer<EngineEvent> out;
  private final LongSupplier nanoClock;
  private final int rateHz;
  private final Deque<Stretch> waiting = new ArrayDeque<>();
  private int stretches;
  private long heardUntilNanos;

  private final class Stretch {
    final String contentId = "speech-" + ++stretches;
    final List<String> sentences;
    final Runnable afterwards;
    int sent;
    boolean isDropped;

    Stretch(String words, Runnable afterwards) {
      this.sentences = Sentences.of(words);
      this.afterwards = afterwards;
    }

    String words(int count) {
      return String.join(" ", sentences.subList(0, count));
    }
  }

  Mouth(Speech voice, Lane lane, int rateHz, LongSupplier nanoClock, Consumer<EngineEvent> out) {
    this.voice = voice;
    this.lane = lane;
    this.rateHz = rateHz;
    this.nanoClock = nanoClock;
    this.out = out;
    this.heardUntilNanos = nanoClock.getAsLong();
  }

  /// Says this after what is being said.
  ///
  /// @param afterwards runs when all its sound has been sent, not when it was dropped
  void say(String words, Runnable afterwards) {
    Stretch stretch = new Stretch(words, afterwards);
    if (stretch.sentences.isEmpty()) {
      afterwards.run();
      return;
    }
    if (waiting.size() >= MOST_WAITING) {
      return;
    }
    waiting.add(stretch);
    if (waiting.size() == 1) {
      begin(stretch);
    }
  }

  /// Whether the caller is hearing the agent, or soon will.
  boolean isSpeaking() {
    return !waiting.isEmpty() || nanosLeft() > 0;
  }

  /// How long the caller will still be hearing what was sent.
  long nanosLeft() {
    return Math.max(0, heardUntilNanos - nanoClock.getAsLong());
  }

  /// Stops at once: nothing of what is under way is sent any more.
  void drop() {
    Stretch current = waiting.peek();
    waiting.forEach(it -> it.isDropped = true);
    waiting.clear();
    heardUntilNanos = nanoClock.getAsLong();
    if (current != null && current.sent > 0) {
      out.accept(new SpeechEnd(current.contentId));
      out.accept(transcript(current, Stage.FINAL, current.sent));
    }
  }

  private void begin(Stretch stretch) {
    out.accept(transcript(stretch, Stage.PLANNED, stretch.sentences.size()));
    next(stretch);
  }

  private Transcript transcript(Stretch stretch, Stage stage, int sentences) {
    return new Transcript(
        stretch.contentId, Speaker.AGENT, stage, stretch.words(sentences), stretch.contentId);
  }

  private void next(Stretch stretch) {
    if (stretch.sent == stretch.sentences.size()) {
      end(stretch);
      return;
    }
    voice
        .of(stretch.sentences.get(stretch.sent), rateHz)
        .whenComplete(
            (sound, failure) ->
                lane.execute(() -> made(stretch, failure == null ? sound : new short[0])));
    if (stretch.sent + 1 < stretch.sentences.size()) {
      voice.of(stretch.sentences.get(stretch.sent + 1), rateHz);
    }
  }

  private void made(Stretch stretch, short[] sound) {
    if (stretch.isDropped) {
      return;
    }
    int piece = rateHz * PIECE_MS / 1000;
    for (int at = 0; at < sound.length; at += piece) {
      short[] samples = Arrays.copyOfRange(sound, at, Math.min(sound.length, at + piece));
      out.accept(new AudioOut(stretch.contentId, samples));
    }
    long now = nanoClock.getAsLong();
    heardUntilNanos = Math.max(heardUntilNanos, now) + sound.length * 1_000_000_000L / rateHz;
    stretch.sent++;
    next(stretch);
  }

  private void end(Stretch stretch) {
    out.accept(new SpeechEnd(stretch.contentId));
    out.accept(transcript(stretch, Stage.FINAL, stretch.sentences.size()));
    waiting.remove(stretch);
    stretch.afterwards.run();
    Stretch following = waiting.peek();
    if (following != null && following.sent == 0 && !following.isDropped) {
      begin(following);
    }
  }
}
