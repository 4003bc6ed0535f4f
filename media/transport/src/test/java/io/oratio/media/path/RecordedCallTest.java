package io.oratio.media.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.media.codec.Codecs;
import io.oratio.media.path.Calls.End;
import io.oratio.media.pcm.Tones;
import io.oratio.media.record.DiskWriter;
import io.oratio.media.record.StereoRecorder;
import io.oratio.media.record.WavFile;
import io.oratio.media.wire.MediaPort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RecordedCallTest {
  private static final int WORDS = 5;
  private static final int SAMPLES_A_MS = 8;

  @TempDir private Path folder;
  private final DiskWriter disk = new DiskWriter();
  private final Calls calls = new Calls();

  @AfterEach
  void hangUp() {
    calls.close();
    disk.close();
  }

  @Test
  void bothChannelsStayInStep() throws Exception {
    // A leg that hears itself: the left channel is the right one, later by the line.
    MediaPort port = calls.port();
    Path file = folder.resolve("call.wav");
    StereoRecorder recorder = StereoRecorder.open(file, 8000, disk);
    End end = calls.end(port, Calls.towards(port, Codecs.PCMU), Optional.of(recorder));
    end.ear().awaitSilence();
    for (int i = 0; i < WORDS; i++) {
      String word = "word " + i;
      end.path().speak(word, Tones.sine(1000, 24_000, 4800, 10_000));
      end.path().speak(word, new short[4800]);
      end.path().speechEnded(word);
    }
    end.events().await("played word 4");
    end.ear().awaitSilence();
    end.close();

    WavFile wav = WavFile.read(file);
    assertThat(wav.length()).isEqualTo((int) end.path().offset().toMillis() * SAMPLES_A_MS);
    List<Integer> left = onsets(wav.channel(0));
    List<Integer> right = onsets(wav.channel(1));
    assertThat(left).hasSize(WORDS);
    assertThat(right).hasSize(WORDS);
    int first = left.getFirst() - right.getFirst();
    assertThat(first).isBetween(20 * SAMPLES_A_MS, 200 * SAMPLES_A_MS);
    boolean isCalm = calls.pacer().stats().ticksMissed() == 0;
    for (int i = 0; i < WORDS && isCalm; i++) {
      assertThat(left.get(i) - right.get(i)).isBetween(first - 160, first + 160);
    }
    assertThat(end.path().toString())
        .isEqualTo(
            """
            Rtp(PCMU/8000 pt=0) -> Jitter(40..200 ms) -> Vad(60/400 ms) -> Record(left) \
            -> Resample(8000->16000) -> Listener
            Playout(24000) -> Resample(24000->8000) -> Record(right) -> Rtp(PCMU/8000 pt=0)\
            """);
  }

  @Test
  void keepsTimeWhileTheCallIsOnHold() throws Exception {
    MediaPort port = calls.port();
    Path file = folder.resolve("held.wav");
    StereoRecorder recorder = StereoRecorder.open(file, 8000, disk);
    RtpTerms terms = Calls.towards(port, Codecs.PCMU);
    End end = calls.end(port, terms.withDirection(Direction.INACTIVE), Optional.of(recorder));
    end.ear().awaitSilence();
    end.close();
    assertThat(WavFile.read(file).length())
        .isEqualTo((int) end.path().offset().toMillis() * SAMPLES_A_MS)
        .isPositive();
  }

  @Test
  void refusesARecordingOfAnotherRate() throws Exception {
    MediaPort port = calls.port();
    StereoRecorder recorder = StereoRecorder.open(folder.resolve("x.wav"), 16_000, disk);
    assertThatThrownBy(
            () -> calls.end(port, Calls.towards(port, Codecs.PCMU), Optional.of(recorder)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a leg at 8000 Hz cannot fill StereoRecorder(x.wav, 16000)");
    port.close();
  }

  /// Where sound begins after at least 100 ms without.
  private static List<Integer> onsets(short[] samples) {
    List<Integer> onsets = new ArrayList<>();
    int quiet = 100 * SAMPLES_A_MS;
    for (int i = 0; i < samples.length; i++) {
      if (Math.abs(samples[i]) > 1000) {
        if (quiet >= 100 * SAMPLES_A_MS) {
          onsets.add(i);
        }
        quiet = 0;
      } else {
        quiet++;
      }
    }
    return onsets;
  }
}
