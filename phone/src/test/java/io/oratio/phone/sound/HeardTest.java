package io.oratio.phone.sound;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.media.pcm.Tones;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeardTest {
  private final Heard heard = new Heard();

  /// Feeds so many frames of a sound.
  private void feed(Sound sound, int frames) {
    for (int i = 0; i < frames; i++) {
      short[] frame = new short[160];
      sound.next(frame, 160);
      heard.frame(frame, 160);
    }
  }

  @Test
  void measuresLevelsAndWhereSpeechLies() {
    feed(Sounds.silence(), 50);
    feed(Sounds.tone(440, -20), 25);
    feed(Sounds.silence(), 40);
    Heard.Snapshot now = heard.soFar();
    assertThat(now.heardMs()).isEqualTo(2_300);
    assertThat(now.firstSpeechMs()).isEqualTo(1_000);
    assertThat(now.lastSpeechMs()).isEqualTo(1_500);
    assertThat(now.silentMs()).hasValue(800L);
    assertThat(now.loudMs()).isEqualTo(500);
    assertThat(now.speechDbfs()).isBetween(-20.1, -19.9);
    assertThat(now.rmsDbfs()).isBetween(-26.8, -26.5);
    assertThat(now.meterDbfs()).isEqualTo(Heard.FLOOR_DBFS);
  }

  @Test
  void aClickIsNoSpeech() {
    feed(Sounds.tone(440, -10), 2);
    feed(Sounds.silence(), 5);
    assertThat(heard.soFar().hasSpeech()).isFalse();
    assertThat(heard.soFar().silentMs()).isEmpty();
  }

  @Test
  void theMeterShowsTheLast100Milliseconds() {
    feed(Sounds.tone(440, -30), 5);
    assertThat(heard.soFar().meterDbfs()).isBetween(-30.2, -29.8);
  }

  @Test
  void speechLikeSoundIsHeardAsSpeechWithPauses() {
    short[] samples = Sounds.speechLike(120, 1);
    assertThat(samples).isEqualTo(Sounds.speechLike(120, 1));
    assertThat(samples).isNotEqualTo(Sounds.speechLike(120, 2));
    feed(Sounds.loop(samples, 5_000), 200);
    assertThat(heard.soFar().loudMs()).isBetween(1_500L, 3_900L);
    assertThat(heard.soFar().speechDbfs()).isBetween(-35.0, -10.0);
  }

  @Test
  void soundsEndWhenTheyAreOver() {
    Sound once = Sounds.once(Tones.sine(440, 8_000, 200, 1_000));
    short[] frame = new short[160];
    assertThat(once.next(frame, 160)).isEqualTo(160);
    Arrays.fill(frame, (short) 0);
    assertThat(once.next(frame, 160)).isEqualTo(40);
    assertThat(frame[41]).isZero();
    assertThat(once.next(frame, 160)).isZero();
  }
}
