package io.oratio.engine.local.hearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrigramsTest {
  private final Trigrams model =
      Trigrams.of(
          List.of(
              List.of("where", "is", "my", "order"),
              List.of("where", "is", "my", "parcel"),
              List.of("where", "are", "you"),
              List.of("you")));

  @Test
  void givesEveryHistoryAWholeOfChances() {
    for (String history :
        List.of("", "<s>", "where", "is my", "where is", "<s> where", "my you", "you")) {
      double sum =
          model.vocabulary().stream()
              .mapToDouble(it -> Math.pow(10, model.log10(history, it)))
              .sum();
      assertThat(sum).as("after '%s'", history).isCloseTo(1, within(0.02));
    }
  }

  @Test
  void expectsWhatItHasSeenAndAllowsTheRest() {
    assertThat(model.log10("is my", "order")).isGreaterThan(model.log10("is my", "you"));
    assertThat(model.log10("is my", "you")).isGreaterThan(-4);
    assertThat(model.log10("is my", "elephant")).isLessThan(-20);
  }

  @Test
  void writesTheArpaFormat() {
    String arpa = model.arpa();

    assertThat(arpa).startsWith("\\data\\\nngram 1=9\n").endsWith("\\end\\\n");
    assertThat(arpa).contains("\\3-grams:\n").containsPattern("-\\d\\.\\d{4} where is my\n");
  }
}
