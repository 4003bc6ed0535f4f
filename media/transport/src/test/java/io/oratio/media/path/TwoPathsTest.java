package io.oratio.media.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.media.codec.Codec;
import io.oratio.media.codec.Codecs;
import io.oratio.media.path.Calls.End;
import io.oratio.media.pcm.Tones;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TwoPathsTest {
  private final Calls calls = new Calls();

  @AfterEach
  void hangUp() {
    calls.close();
  }

  @Test
  void eachHearsTheOthersToneInMuLaw() {
    eachHearsTheOthers(Codecs.PCMU);
  }

  @Test
  void eachHearsTheOthersToneInALaw() {
    eachHearsTheOthers(Codecs.PCMA);
  }

  private void eachHearsTheOthers(Codec codec) {
    List<End> ends = calls.pair(codec);
    ends.get(0).path().speak("low", Tones.sine(440, 24_000, 48_000, 10_000));
    ends.get(1).path().speak("high", Tones.sine(1500, 24_000, 48_000, 10_000));
    ends.get(1).ear().awaitTone(440);
    ends.get(0).ear().awaitTone(1500);
  }

  @Test
  void printsItsChain() {
    End end = calls.pair().getFirst();
    end.ear().awaitSilence();
    assertThat(end.path())
        .hasToString(
            """
            Rtp(PCMU/8000 pt=0) -> Jitter(40..200 ms) -> Vad(60/400 ms) -> Resample(8000->16000) -> Listener
            Playout(24000) -> Resample(24000->8000) -> Rtp(PCMU/8000 pt=0)\
            """);
  }
}
