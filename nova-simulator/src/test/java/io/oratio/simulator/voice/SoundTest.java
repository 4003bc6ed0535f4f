package io.oratio.simulator.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundTest {
  @TempDir Path folder;

  @Test
  void hearsAnUtteranceBetweenPausesAndPassesOverAClick() {
    List<String> heard = new ArrayList<>();
    SpeechDetector detector =
        new SpeechDetector(
            8000,
            300,
            500,
            new SpeechDetector.Listener() {
              @Override
              public void utteranceBegan(long offsetMs) {
                heard.add("began at " + offsetMs);
              }

              @Override
              public void utteranceEnded(long lengthMs, long offsetMs) {
                heard.add("ended after " + lengthMs + " at " + offsetMs);
              }
            });
    detector.hear(new byte[16 * 200]);
    detector.hear(noise(40));
    detector.hear(new byte[16 * 160]);
    detector.hear(noise(400));
    detector.hear(new byte[16 * 300]);
    detector.hear(noise(100));
    assertThat(detector.isSpeaking()).isTrue();
    detector.hear(new byte[16 * 600]);
    assertThat(detector.isSpeaking()).isFalse();
    assertThat(heard).containsExactly("began at 400", "ended after 800 at 1200");
  }

  @Test
  void keepsItsPitchAndLevelForMinutes() {
    SyntheticVoice voice = new SyntheticVoice(440, 8000, 0.5, true);
    voice.next(8000 * 120);
    byte[] second = voice.next(8000);
    int peak = 0;
    int crossings = 0;
    for (int i = 0; i < 8000; i++) {
      int sample = sample(second, i);
      peak = Math.max(peak, Math.abs(sample));
      if (i > 0 && sample >= 0 && sample(second, i - 1) < 0) {
        crossings++;
      }
    }
    assertThat(peak).isBetween(16_300, 16_400);
    assertThat(crossings).isBetween(439, 441);
  }

  @Test
  void swellsAndFadesLikeSyllablesWithoutEverBeingSilent() {
    byte[] pcm = new SyntheticVoice(440, 8000, 0.5, false).next(8000);
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int frame = 0; frame < 50; frame++) {
      double squares = 0;
      for (int i = 0; i < 160; i++) {
        squares += Math.pow(sample(pcm, frame * 160 + i), 2);
      }
      double rms = Math.sqrt(squares / 160);
      least = Math.min(least, rms);
      most = Math.max(most, rms);
    }
    assertThat(least).isGreaterThan(1500);
    assertThat(most).isGreaterThan(2 * least);
  }

  @Test
  void writesAFileThatCanBeReadAgainAtAnotherRate() throws Exception {
    Path file = folder.resolve("voice.wav");
    Recorder recorder = new Recorder(file, 8000, Runnable::run);
    byte[] pcm = new SyntheticVoice(200, 8000, 0.5, true).next(40_000);
    recorder.add(pcm);
    boolean[] done = {false};
    recorder.close(() -> done[0] = true);
    assertThat(done[0]).isTrue();
    assertThat(Files.size(file)).isEqualTo(44 + 80_000);

    assertThat(Wave.read(file, 8000)).hasSize(40_000);
    short[] twice = Wave.read(file, 16_000);
    assertThat(twice).hasSize(80_000);
    assertThat(twice[2000]).isEqualTo((short) sample(pcm, 1000));
    Voice recorded = Voice.recorded(twice);
    assertThat(sample(recorded.next(2001), 2000)).isEqualTo(sample(pcm, 1000));
    recorded.next(80_000);
    assertThat(recorded.next(2)).containsOnly(0);
  }

  @Test
  void refusesFilesThatAreNoSixteenBitMono() throws Exception {
    Path file = folder.resolve("not.wav");
    Files.write(file, "nothing".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> Wave.read(file, 8000)).isInstanceOf(IOException.class);
    byte[] stereo = Wave.header(8000, 0);
    stereo[22] = 2;
    Files.write(file, stereo);
    assertThatThrownBy(() -> Wave.read(file, 8000)).hasMessageContaining("one channel");
    ByteArrayOutputStream cut = new ByteArrayOutputStream();
    cut.write(Wave.header(8000, 0), 0, 36);
    Files.write(file, cut.toByteArray());
    assertThatThrownBy(() -> Wave.read(file, 8000)).hasMessageContaining("no samples");
  }

  @Test
  void costsOnlyTheRecordingWhenTheFileCannotBeWritten() {
    Recorder recorder = new Recorder(folder.resolve("absent/x.wav"), 8000, Runnable::run);
    recorder.add(new byte[200_000]);
    boolean[] done = {false};
    recorder.close(() -> done[0] = true);
    assertThat(done[0]).isTrue();
  }

  private static int sample(byte[] pcm, int at) {
    return (short) ((pcm[2 * at] & 0xff) | (pcm[2 * at + 1] << 8));
  }

  private static byte[] noise(int ms) {
    byte[] pcm = new byte[16 * ms];
    for (int i = 0; i < pcm.length; i += 2) {
      pcm[i + 1] = (byte) (i % 4 == 0 ? 8 : -8);
    }
    return pcm;
  }
}
