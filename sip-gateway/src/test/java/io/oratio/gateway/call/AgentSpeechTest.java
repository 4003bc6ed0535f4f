package io.oratio.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.gateway.call.AgentSpeech.Said;
import io.oratio.media.path.Playback;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentSpeechTest {
  private static final Duration AT = Duration.ofMillis(1200);

  private final AgentSpeech speech = new AgentSpeech();

  @Test
  void saysATurnOnceItHasBeenPlayed() {
    speech.started("a", AT);
    speech.planned("t1", "a", "Good morning.");
    assertThat(speech.isSpeaking()).isTrue();
    assertThat(speech.played("a")).contains(new Said("Good morning.", AT, false));
    assertThat(speech.isSpeaking()).isFalse();
  }

  @Test
  void joinsStretchesThatAreQueuedBehindEachOther() {
    speech.started("a", AT);
    speech.planned("t1", "a", "Good morning.");
    speech.started("b", AT.plusSeconds(1));
    speech.planned("t2", "b", "How can I help?");
    assertThat(speech.played("a")).isEmpty();
    assertThat(speech.played("b")).contains(new Said("Good morning. How can I help?", AT, false));
  }

  @Test
  void givesWordsWithoutANameToTheNextStretch() {
    speech.planned("t1", "", "We open at nine.");
    speech.started("a", AT);
    assertThat(speech.played("a")).contains(new Said("We open at nine.", AT, false));
  }

  @Test
  void replacesWordsOfTheSameId() {
    speech.started("a", AT);
    speech.planned("t1", "a", "We open at");
    speech.planned("t1", "a", "We open at nine.");
    assertThat(speech.played("a")).contains(new Said("We open at nine.", AT, false));
  }

  @Test
  void keepsOnlyWhatWasHeardOfAnInterruptedStretch() {
    speech.started("a", AT);
    speech.planned("t1", "a", "one two three four five six seven eight nine ten");
    assertThat(speech.cut(List.of(new Playback("a", 500, 1000))))
        .contains(new Said("one two three four five", AT, true));
    assertThat(speech.isSpeaking()).isFalse();
  }

  @Test
  void saysNothingOfWhatWasNeverHeard() {
    speech.started("a", AT);
    speech.planned("t1", "a", "Nobody hears this.");
    assertThat(speech.cut(List.of(new Playback("a", 0, 1000)))).isEmpty();
  }

  @Test
  void takesTheEnginesFinalWordsWhereNoneWerePlanned() {
    speech.started("a", AT);
    assertThat(speech.finished("f1", "", "Only told at the end.")).isEmpty();
    assertThat(speech.played("a")).contains(new Said("Only told at the end.", AT, false));
  }

  @Test
  void waitsForFinalWordsThatComeAfterTheSound() {
    speech.started("a", AT);
    assertThat(speech.played("a")).isEmpty();
    assertThat(speech.finished("f1", "a", "Told late."))
        .contains(new Said("Told late.", AT, false));
  }

  @Test
  void doesNotSayFinalWordsTwice() {
    speech.started("a", AT);
    speech.planned("t1", "a", "Good morning.");
    speech.played("a");
    assertThat(speech.finished("f1", "a", "Good morning.")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1.0,one two three",
    "0.0,''",
    "0.5,one",
    "0.31,one",
    "0.9,one two",
    "0.997,one two three"
  })
  void cutsAtAWholeWord(double share, String heard) {
    assertThat(AgentSpeech.upTo("one two three", share)).isEqualTo(heard);
  }
}
