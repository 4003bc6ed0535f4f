package io.oratio.media.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.media.pcm.FrameSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayoutTest {
  private static final int FRAME = 160;

  private final List<short[]> sent = new ArrayList<>();
  private final List<String> played = new ArrayList<>();
  private long left;
  private final FrameSink wire =
      new FrameSink() {
        @Override
        public int rateHz() {
          return 8000;
        }

        @Override
        public void frame(short[] samples, int count) {
          sent.add(Arrays.copyOf(samples, count));
        }

        @Override
        public String toString() {
          return "Wire";
        }
      };
  private final Playout playout = new Playout(wire, wire, played::add, count -> left += count);

  @Test
  void sendsSilenceWhereNothingIsSaid() {
    assertThat(tick()).isZero();
    assertThat(sent.getFirst()).hasSize(FRAME).containsOnly(0);
    assertThat(playout.underruns()).isZero();
  }

  @Test
  void sendsSpeechFrameByFrameInTheOrderItCame() {
    playout.add("a", counting(0, 100));
    playout.add("a", counting(100, 200));
    playout.add("b", counting(300, 20));
    playout.end("a");
    playout.end("b");
    assertThat(tick()).isEqualTo(FRAME);
    assertThat(tick()).isEqualTo(FRAME);
    assertThat(joined()).startsWith(counting(0, 320));
    assertThat(played).containsExactly("a", "b");
    assertThat(left).isEqualTo(320);
  }

  @Test
  void tellsThatAStretchWasPlayedOnlyWhenItsLastSampleHasLeft() {
    playout.add("a", counting(0, FRAME));
    playout.end("a");
    playout.play();
    playout.sentAllBut(1);
    assertThat(played).isEmpty();
    playout.sentAllBut(0);
    assertThat(played).containsExactly("a");
  }

  @Test
  void tellsItAlsoWhenTheEndIsToldLate() {
    playout.add("a", counting(0, FRAME));
    tick();
    assertThat(played).isEmpty();
    playout.end("a");
    assertThat(played).containsExactly("a");
  }

  @Test
  void aFlushTellsToTheSampleWhatWasPlayed() {
    playout.add("a", counting(0, 200));
    playout.end("a");
    playout.add("b", counting(0, 1000));
    tick();
    tick();
    playout.play();
    playout.sentAllBut(40);
    assertThat(playout.flush()).containsExactly(new Playback("b", 240, 1000));
    assertThat(played).containsExactly("a");
    assertThat(left).isEqualTo(1200);
    assertThat(tick()).isZero();
    assertThat(sent.getLast()).containsOnly(0);
    assertThat(playout.flush()).isEmpty();
  }

  @Test
  void aFlushCountsWhatIsUnderWayAsNotPlayed() {
    playout.add("a", counting(0, FRAME));
    playout.end("a");
    playout.play();
    playout.sentAllBut(28);
    assertThat(playout.flush()).containsExactly(new Playback("a", FRAME - 28, FRAME));
    assertThat(played).isEmpty();
  }

  @Test
  void countsSpeechThatIsLateInsideAStretchAndGoesOnWithIt() {
    playout.add("a", filled(1000, FRAME));
    tick();
    tick();
    tick();
    assertThat(playout.underruns()).isEqualTo(1);
    assertThat(playout.underrunSamples()).isEqualTo(2 * FRAME);
    playout.add("a", filled(1000, FRAME + 10));
    playout.end("a");
    tick();
    assertThat(sent.getLast()[FRAME - 1]).isEqualTo((short) 1000);
    tick();
    tick();
    assertThat(playout.underruns()).isEqualTo(1);
    assertThat(played).containsExactly("a");
  }

  @Test
  void neitherBreakingOffNorResumingClicks() {
    playout.add("a", filled(8000, FRAME + 40));
    for (int i = 0; i < 4; i++) {
      tick();
    }
    playout.add("a", filled(8000, FRAME));
    tick();
    short[] all = joined();
    for (int i = 1; i < all.length; i++) {
      assertThat(Math.abs(all[i] - all[i - 1])).as("step at %d", i).isLessThan(500);
    }
    assertThat(all[2 * FRAME]).isZero();
  }

  @Test
  void aStretchWithoutAWordIsPlayedInItsTurn() {
    playout.add("a", counting(0, FRAME));
    playout.end("a");
    playout.add("empty", new short[0]);
    playout.end("empty");
    assertThat(played).isEmpty();
    tick();
    assertThat(played).containsExactly("a", "empty");
  }

  @Test
  void aStretchThatWasNeverEndedDoesNotHoldUpTheNext() {
    playout.add("a", counting(0, 100));
    playout.add("b", counting(100, 60));
    assertThat(tick()).isEqualTo(FRAME);
    playout.end("b");
    assertThat(played).containsExactly("a", "b");
  }

  @Test
  void speechWaitsWhileNothingCanBeSent() {
    playout.add("a", counting(0, FRAME));
    playout.pause();
    assertThat(sent.getFirst()).containsOnly(0);
    assertThat(tick()).isEqualTo(FRAME);
    assertThat(playout.underruns()).isZero();
  }

  @Test
  void manyTinyStretchesAreAllToldInOrder() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < FRAME; i++) {
      names.add("s" + i);
      playout.add("s" + i, counting(i, 1));
      playout.end("s" + i);
    }
    tick();
    assertThat(played).isEqualTo(names);
  }

  @Test
  void printsItself() {
    assertThat(playout).hasToString("Playout(8000) -> Wire");
  }

  private int tick() {
    int spoken = playout.play();
    playout.sentAllBut(0);
    return spoken;
  }

  private short[] joined() {
    short[] all = new short[sent.size() * FRAME];
    for (int i = 0; i < sent.size(); i++) {
      System.arraycopy(sent.get(i), 0, all, i * FRAME, FRAME);
    }
    return all;
  }

  private static short[] counting(int from, int count) {
    short[] samples = new short[count];
    for (int i = 0; i < count; i++) {
      samples[i] = (short) (from + i);
    }
    return samples;
  }

  private static short[] filled(int value, int count) {
    short[] samples = new short[count];
    Arrays.fill(samples, (short) value);
    return samples;
  }
}
