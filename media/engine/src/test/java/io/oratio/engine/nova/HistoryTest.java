package io.oratio.engine.nova;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineSetup.Said;
import io.oratio.engine.Speaker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  @Test
  void keepsTheNewestThatFitsAlternatingAndBeginningWithTheCaller() {
    List<Said> past = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      past.add(new Said(Speaker.CALLER, i + " " + "x".repeat(600)));
      past.add(new Said(Speaker.AGENT, i + " " + "ü".repeat(300)));
    }
    History history = History.of(past);

    assertThat(history.isTrimmed()).isTrue();
    assertThat(history.told().getFirst().speaker()).isEqualTo(Speaker.CALLER);
    assertThat(history.told().getLast()).isEqualTo(past.getLast());
    assertThat(history.told().stream().mapToInt(said -> said.words().getBytes(UTF_8).length).sum())
        .isBetween(38_000, History.MAX_BYTES);
    for (int i = 1; i < history.told().size(); i++) {
      assertThat(history.told().get(i).speaker()).isNotEqualTo(history.told().get(i - 1).speaker());
    }
  }

  @Test
  void keepsTheEndOfASpeechThatIsTooLongAlone() {
    History history = History.of(List.of(new Said(Speaker.CALLER, "é😀".repeat(20_000))));

    assertThat(history.isTrimmed()).isTrue();
    String words = history.told().getFirst().words();
    assertThat(words).endsWith("é😀");
    assertThat(words.getBytes(UTF_8).length).isBetween(History.MAX_BYTES - 6, History.MAX_BYTES);
  }

  @Test
  void leavesOutBlanksAndAFirstWordOfTheAgent() {
    History history =
        History.of(
            List.of(
                new Said(Speaker.AGENT, "Hello."),
                new Said(Speaker.CALLER, " "),
                new Said(Speaker.AGENT, "Hello?")));

    assertThat(history.told()).isEmpty();
    assertThat(history.isTrimmed()).isFalse();
  }

  @Test
  void remembersWhatWasReallySaidWithinItsBounds() {
    Past past = new Past(List.of(new Said(Speaker.CALLER, "Hello.")));
    past.said(words("1", "Good"));
    past.said(words("1", "Good evening."));
    past.typed("1");
    assertThat(past.all())
        .containsExactly(
            new Said(Speaker.CALLER, "Hello."),
            new Said(Speaker.AGENT, "Good evening."),
            new Said(Speaker.CALLER, "1"));

    for (int i = 0; i < 1000; i++) {
      past.said(words("x" + i, "y".repeat(1000)));
    }
    assertThat(past.all()).hasSizeLessThanOrEqualTo(60);
  }

  @Test
  void rewindsTheLatestSoundOldestFirst() {
    Rewind rewind = new Rewind(5);
    rewind.add(new short[] {1, 2, 3}, 0, 3);
    assertThat(rewind.samples()).containsExactly(1, 2, 3);
    rewind.add(new short[] {0, 4, 5, 6, 7}, 1, 4);
    assertThat(rewind.samples()).containsExactly(3, 4, 5, 6, 7);
    rewind.clear();
    assertThat(rewind.samples()).isEmpty();
    rewind.add(new short[] {1, 2, 3, 4, 5, 6, 7, 8}, 0, 8);
    assertThat(rewind.samples()).containsExactly(4, 5, 6, 7, 8);
  }

  private static EngineEvent.Transcript words(String id, String words) {
    return new EngineEvent.Transcript(id, Speaker.AGENT, EngineEvent.Stage.FINAL, words, "");
  }
}
