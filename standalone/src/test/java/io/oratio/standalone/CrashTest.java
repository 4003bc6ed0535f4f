package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.session.Ending;
import io.oratio.domain.session.Turn;
import io.oratio.media.record.WavFile;
import io.oratio.phone.call.CallOptions;
import io.oratio.phone.call.Phone;
import io.oratio.phone.call.PhoneCall;
import io.oratio.phone.call.PhoneSettings;
import io.oratio.phone.sound.Sounds;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class CrashTest {
  @TempDir Path folder;

  @Test
  void keepsTheTurnsAndTheRecordingOfACallThatWasKilled() throws Exception {
    long talkedMs;
    try (Phone phone = new Phone(PhoneSettings.loopback())) {
      UpProcess up = UpProcess.start(folder, "scripted", Map.of());
      PhoneCall call =
          phone.dial(
              up.dial(),
              CallOptions.USUAL.withSound(() -> Sounds.loop(Sounds.speechLike(150, 3), 0)),
              _ -> {});
      call.answered().toCompletableFuture().get(30, TimeUnit.SECONDS);
      UpProcess.await(() -> call.talkMs() > 7000, "the call did not last");
      up.kill();
      talkedMs = call.talkMs();
    }
    try (UpProcess up = UpProcess.start(folder, "scripted", Map.of())) {
      UpProcess.Recorded kept = up.closed(1).getFirst();
      assertThat(kept.session().ending()).contains(new Ending("our_error", "process_killed"));
      assertThat(kept.turns()).extracting(Turn::role).contains(Turn.Role.ASSISTANT);
      WavFile recording = WavFile.read(kept.recording().orElseThrow());
      double seconds = recording.length() / (double) recording.rateHz();
      assertThat(seconds).isBetween(talkedMs / 1000.0 - 2.0, talkedMs / 1000.0 + 1.0);
      assertThat(up.printed()).contains("process killed");
    }
  }

  @Test
  void keepsItsDataOverAnOrderlyRestart() throws Exception {
    try (Phone phone = new Phone(PhoneSettings.loopback())) {
      UpProcess up = UpProcess.start(folder, "scripted", Map.of());
      PhoneCall call = phone.dial(up.dial(), CallOptions.USUAL, _ -> {});
      call.answered().toCompletableFuture().get(30, TimeUnit.SECONDS);
      UpProcess.await(() -> call.talkMs() > 2000, "the call did not last");
      call.hangUp();
      call.ended().toCompletableFuture().get(10, TimeUnit.SECONDS);
      up.closed(1);
      up.close();
    }
    try (UpProcess up = UpProcess.start(folder, "scripted", Map.of())) {
      assertThat(up.closed(1).getFirst().session().ending())
          .contains(new Ending("completed", "caller_hung_up"));
    }
  }
}
