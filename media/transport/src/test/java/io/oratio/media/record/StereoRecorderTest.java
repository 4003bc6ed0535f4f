package io.oratio.media.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StereoRecorderTest {
  private static final int FRAME = 160;

  @TempDir private Path folder;
  private final DiskWriter disk = new DiskWriter();

  @AfterEach
  void stop() {
    disk.close();
  }

  @Test
  void keepsTheCallerLeftAndTheAgentRightToTheSample() throws Exception {
    Path file = folder.resolve("call.wav");
    StereoRecorder recorder = StereoRecorder.open(file, 8000, disk);
    for (int i = 0; i < 50; i++) {
      recorder.frame(filled(i), filled(-i), FRAME);
    }
    Recording recording = close(recorder);
    assertThat(recording).isEqualTo(new Recording(file, Duration.ofSeconds(1), 0));
    WavFile wav = WavFile.read(file);
    assertThat(wav.length()).isEqualTo(50 * FRAME);
    for (int i = 0; i < wav.length(); i++) {
      assertThat(wav.channel(0)[i]).isEqualTo((short) (i / FRAME));
      assertThat(wav.channel(1)[i]).isEqualTo((short) (-i / FRAME));
      i += FRAME / 2;
    }
    assertThat(WavRepair.repair(file)).isEqualTo(WavRepair.Outcome.SOUND);
    assertThat(disk.recording()).isZero();
  }

  @Test
  void isAPlayableFileFromTheFirstMomentAndGrowsWhileItIsWritten() throws Exception {
    Path file = folder.resolve("call.wav");
    StereoRecorder recorder = StereoRecorder.open(file, 8000, disk);
    assertThat(WavFile.read(file).length()).isZero();
    recorder.frame(filled(7), filled(8), FRAME);
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (WavFile.read(file).length() < FRAME) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(10_000_000);
    }
    close(recorder);
  }

  @Test
  void isRepairedAfterBeingCutAtAnyByte() throws Exception {
    Path file = folder.resolve("call.wav");
    StereoRecorder recorder = StereoRecorder.open(file, 8000, disk);
    recorder.frame(filled(7), filled(8), FRAME);
    close(recorder);
    byte[] whole = Files.readAllBytes(file);
    Path torn = folder.resolve("torn.wav");
    for (int length = 0; length < whole.length; length++) {
      Files.write(torn, Arrays.copyOf(whole, length));
      WavRepair.Outcome outcome = WavRepair.repair(torn);
      if (length < WavHeader.BYTES) {
        assertThat(outcome).isEqualTo(WavRepair.Outcome.HOPELESS);
        continue;
      }
      assertThat(outcome).isEqualTo(WavRepair.Outcome.REPAIRED);
      assertThat(WavFile.read(torn).length()).isEqualTo((length - WavHeader.BYTES) / 4);
      assertThat(Files.size(torn) % 4).isZero();
      assertThat(WavRepair.repair(torn)).isEqualTo(WavRepair.Outcome.SOUND);
    }
  }

  @Test
  void aRepairFindsTheSamplesThatTheHeaderDoesNotKnowYet() throws Exception {
    Path file = folder.resolve("killed.wav");
    byte[] whole = new WavFile(8000, 2, new short[] {1, 2, 3, 4}).toBytes();
    ByteBuffer stale = ByteBuffer.wrap(whole.clone());
    WavHeader.write(stale, 8000, 2, 0);
    Files.write(file, stale.array());
    assertThat(WavRepair.repair(file)).isEqualTo(WavRepair.Outcome.REPAIRED);
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }

  @Test
  void leavesAloneWhatIsNoRecording() throws Exception {
    Path file = folder.resolve("notes.txt");
    byte[] text = "no recording, but longer than the header of one would be".getBytes();
    Files.write(file, text);
    assertThat(WavRepair.repair(file)).isEqualTo(WavRepair.Outcome.HOPELESS);
    assertThat(Files.readAllBytes(file)).isEqualTo(text);
  }

  @Test
  void silenceTakesThePlaceOfWhatFoundNoRoom() throws Exception {
    ByteBuffer buffer = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    StereoRecorder stalled = stalled(folder.resolve("stalled.wav"));
    for (int i = 0; i < 110; i++) {
      stalled.frame(filled(1), filled(2), FRAME);
    }
    stalled.drain(buffer);
    stalled.frame(filled(3), filled(4), FRAME);
    stalled.close();
    assertThat(stalled.drain(buffer)).isTrue();
    WavFile wav = WavFile.read(folder.resolve("stalled.wav"));
    assertThat(wav.length()).isEqualTo(111 * FRAME);
    short[] left = wav.channel(0);
    assertThat(left[100 * FRAME - 1]).isEqualTo((short) 1);
    assertThat(left[100 * FRAME]).isZero();
    assertThat(left[110 * FRAME - 1]).isZero();
    assertThat(left[110 * FRAME]).isEqualTo((short) 3);
    assertThat(close(stalled).samplesLost()).isEqualTo(10 * FRAME);
  }

  /// A recorder whose disk does nothing by itself.
  private static StereoRecorder stalled(Path file) throws IOException {
    DiskWriter idle = new DiskWriter();
    StereoRecorder recorder = StereoRecorder.open(file, 8000, idle);
    idle.forget(recorder);
    idle.close();
    return recorder;
  }

  @Test
  void breaksOffWhereAWavFileCannotBeLonger() throws Exception {
    Path file = folder.resolve("long.wav");
    StereoRecorder recorder = StereoRecorder.open(file, 8000, disk, 100 * 4);
    recorder.frame(filled(7), filled(8), FRAME);
    Recording recording = close(recorder);
    assertThat(WavFile.read(file).length()).isEqualTo(100);
    assertThat(recording.samplesLost()).isEqualTo(60);
    assertThat(disk.filled()).isEqualTo(1);
  }

  @Test
  void refusesAFileThatIsThereAlready() throws Exception {
    Path file = Files.createFile(folder.resolve("call.wav"));
    assertThatThrownBy(() -> StereoRecorder.open(file, 8000, disk))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void finishesWhatIsUnderWayWhenTheProcessStops() throws Exception {
    Path file = folder.resolve("call.wav");
    StereoRecorder recorder = StereoRecorder.open(file, 8000, disk);
    recorder.frame(filled(7), filled(8), FRAME);
    disk.close();
    assertThat(WavFile.read(file).length()).isEqualTo(FRAME);
    recorder.frame(filled(7), filled(8), FRAME);
    assertThat(close(recorder).length()).isEqualTo(Duration.ofMillis(20));
    assertThatThrownBy(() -> StereoRecorder.open(folder.resolve("late.wav"), 8000, disk))
        .hasMessage("recordings have been stopped");
  }

  private static Recording close(StereoRecorder recorder) throws Exception {
    return recorder.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static short[] filled(int value) {
    short[] frame = new short[FRAME];
    Arrays.fill(frame, (short) value);
    return frame;
  }
}
