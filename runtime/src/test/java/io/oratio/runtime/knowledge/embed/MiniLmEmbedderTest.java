package io.oratio.runtime.knowledge.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MiniLmEmbedderTest {
  private static final MiniLmEmbedder embedder = new MiniLmEmbedder(2);

  @AfterAll
  static void close() {
    embedder.close();
    embedder.close();
  }

  @Test
  void putsTextsOfLikeMeaningNearEachOtherAndOthersFarApart() {
    List<float[]> vectors =
        embedder.embed(
            List.of(
                "can I get my money back",
                "We refund the full price within 30 days.",
                "the capital of France"));

    assertThat(cosine(vectors.get(0), vectors.get(1))).isGreaterThan(0.4);
    assertThat(cosine(vectors.get(0), vectors.get(2))).isLessThan(0.2);
  }

  @Test
  void keepsTheOrderWhenTextsOfUnlikeLengthsAreBatched() {
    String longText = "Breakfast is served from seven to ten. ".repeat(40);
    List<String> texts = List.of(longText, "dog", "the price of a double room", "cat");
    List<float[]> together = embedder.embed(texts);

    for (int i = 0; i < texts.size(); i++) {
      float[] alone = embedder.embed(List.of(texts.get(i))).getFirst();
      assertThat(cosine(together.get(i), alone)).isGreaterThan(0.97);
    }
  }

  @Test
  void makesVectorsOfUnitLengthEvenOfNothing() {
    for (float[] vector : embedder.embed(List.of("", "a room with a view", "\u0000\uD800"))) {
      assertThat(vector).hasSize(embedder.dimensions());
      assertThat(cosine(vector, vector)).isBetween(0.99, 1.01);
    }
    assertThat(embedder.embed(List.of())).isEmpty();
  }

  @Test
  void refusesToWorkOnceItIsClosed() {
    MiniLmEmbedder closed = new MiniLmEmbedder(1);
    closed.close();

    assertThatIllegalStateException().isThrownBy(() -> closed.embed(List.of("a")));
    assertThatIllegalArgumentException().isThrownBy(() -> new MiniLmEmbedder(0));
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
