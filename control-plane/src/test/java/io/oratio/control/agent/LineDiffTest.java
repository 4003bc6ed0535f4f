package io.oratio.control.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineDiffTest {
  @Test
  void saysNothingOfTheSameText() {
    assertThat(LineDiff.unified("a\nb\n", "a\nb\n")).isEmpty();
  }

  @Test
  void showsWhatWasTakenOutAndPutIn() {
    assertThat(LineDiff.unified("1\n2\n3\n4\n5\n6\n7\n8", "1\n2\n3\n4\nfive\n6\n7\n8"))
        .isEqualTo(
            """
            --- prompt.md
            +++ prompt.md
            @@ -2,7 +2,7 @@
             2
             3
             4
            -5
            +five
             6
             7
             8
            """);
  }

  @Test
  void keepsCommonLinesBetweenChanges() {
    assertThat(LineDiff.unified("a\nb\nc", "x\nb\ny")).contains("-a\n+x\n b\n-c\n+y\n");
  }

  @Test
  void comesToAnEndWithTextsThatHaveNothingInCommon() {
    String one = "a\n".repeat(5_000);
    String other = "b\n".repeat(5_000);
    assertThat(LineDiff.unified(one + "1", other + "2").lines().count()).isGreaterThan(10_000);
  }
}
