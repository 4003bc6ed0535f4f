package io.oratio.domain.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void takesIdsOfLettersDigitsUnderscoreAndHyphen() {
    assertThat(Shape.id("agentId", "Ab_9-z")).isEqualTo("Ab_9-z");
  }

  @Test
  void refusesOtherIdsAndNamesTheField() {
    for (String id : new String[] {"", "a b", "a/b", "a#b", "ü", "a\n", "x".repeat(65)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Shape.id("agentId", id))
          .withMessageContaining("agentId");
    }
  }

  @Test
  void takesTextsOfAnyScript() {
    assertThat(Shape.text("prompt", Samples.MANY_SCRIPTS, 1000)).isEqualTo(Samples.MANY_SCRIPTS);
  }

  @Test
  void refusesTextsThatNoStoreKeeps() {
    for (String text : new String[] {"a\u0000b", "\uD83D", "x\uDC69", "\uDC69\uD83D"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Shape.text("prompt", text, 100));
    }
  }

  @Test
  void countsBytesAndNotCharacters() {
    assertThat(Shape.text("name", "你好", 6)).isEqualTo("你好");
    assertThatIllegalArgumentException().isThrownBy(() -> Shape.text("name", "你好", 5));
  }

  @Test
  void repairsWhatComesFromTheWire() {
    assertThat(Shape.repaired("a\u0000b\uD83Dc\uDC69", 100)).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
    assertThat(Shape.repaired(Samples.MANY_SCRIPTS, 1000)).isSameAs(Samples.MANY_SCRIPTS);
  }

  @Test
  void cutsNeverWithinASurrogatePair() {
    assertThat(Shape.repaired("ab👩", 3)).isEqualTo("ab");
    assertThat(Shape.repaired("ab👩", 4)).isEqualTo("ab👩");
    assertThat(Shape.repaired("abc", 2)).isEqualTo("ab");
    assertThat(Shape.repaired("abc", 0)).isEmpty();
  }
}
