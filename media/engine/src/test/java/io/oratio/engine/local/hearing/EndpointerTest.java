package io.oratio.engine.local.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EndpointerTest implements Endpointer.Listener {
  private static final int RATE_HZ = 8000;

  private final List<String> seen = new ArrayList<>();
  private final List<short[]> turns = new ArrayList<>();
  private final Endpointer endpointer = new Endpointer(RATE_HZ, 640, this);
  private final Random random = new Random(7);

  @Override
  public void began() {
    seen.add("began");
  }

  @Override
  public void paused(short[] turn) {
    seen.add("paused");
  }

  @Override
  public void resumed() {
    seen.add("resumed");
  }

  @Override
  public void ended(short[] turn) {
    seen.add("ended");
    turns.add(turn);
  }

  @Override
  public void dismissed() {
    seen.add("dismissed");
  }

  private void speech(int millis, double amplitude) {
    feed(
        millis,
        i -> amplitude * (0.5 - 0.5 * Math.cos(2 * Math.PI * 5 * i / RATE_HZ)) * Math.sin(i * 0.2));
  }

  private void noise(int millis, double amplitude) {
    feed(millis, _ -> amplitude * random.nextGaussian());
  }

  private void silence(int millis) {
    feed(millis, _ -> 0);
  }

  private void feed(int millis, java.util.function.IntToDoubleFunction sound) {
    short[] samples = new short[RATE_HZ / 1000 * millis];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) sound.applyAsDouble(i);
    }
    // Odd pieces, as a jitter buffer or a resampler may hand them over.
    for (int at = 0; at < samples.length; at += 137) {
      endpointer.frame(samples, at, Math.min(137, samples.length - at));
    }
  }

  @Test
  void findsATurnWithItsBeginningAndWithoutTheLongPause() {
    silence(500);
    speech(1000, 6000);
    silence(1000);

    assertThat(seen).containsExactly("began", "paused", "ended");
    assertThat(turns.getFirst().length).isBetween(RATE_HZ, RATE_HZ * 17 / 10);
  }

  @Test
  void takesAShortPauseForPartOfTheTurn() {
    speech(600, 6000);
    silence(400);
    speech(600, 6000);
    silence(1000);

    assertThat(seen).containsExactly("began", "paused", "resumed", "paused", "ended");
    assertThat(turns).hasSize(1);
  }

  @Test
  void hearsSpeechInANoisyCar() {
    noise(3000, 250);
    feed(
        1200,
        i ->
            random.nextGaussian() * 250
                + 5000 * (0.5 - 0.5 * Math.cos(2 * Math.PI * 5 * i / RATE_HZ)) * Math.sin(i * 0.2));
    noise(1200, 250);

    assertThat(seen).contains("began", "ended");
    assertThat(turns).hasSize(1);
  }

  @Test
  void dismissesAClickAndASteadyNoise() {
    silence(300);
    feed(30, _ -> 20000);
    silence(1000);
    noise(6000, 1500);
    silence(1000);

    assertThat(seen).doesNotContain("ended", "paused");
  }

  @Test
  void wantsMoreOfACallerWhoSpeaksOverTheAgent() {
    silence(500);
    endpointer.agentSpeaks(true);
    speech(1500, 120);
    assertThat(seen).isEmpty();
    speech(500, 6000);
    assertThat(seen).containsExactly("began");
  }

  @Test
  void endsATurnThatDoesNotEnd() {
    for (int i = 0; i < 25; i++) {
      speech(1000, 6000);
    }

    assertThat(seen).contains("ended");
    assertThat(turns.getFirst().length).isLessThanOrEqualTo(RATE_HZ * 21);
  }
}
