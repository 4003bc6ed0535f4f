package io.oratio.control.agent;

import io.oratio.runtime.knowledge.Embedder;
import java.util.List;
import java.util.Locale;

/// Texts with the same words have the same direction: enough to search by in a test.
final class WordEmbedder implements Embedder {
  private static final int DIMENSIONS = 64;

  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.stream().map(WordEmbedder::vector).toList();
  }

  private static float[] vector(String text) {
    float[] vector = new float[DIMENSIONS];
    for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
      vector[Math.floorMod(word.hashCode(), DIMENSIONS)] += 1;
    }
    double length = 0;
    for (float each : vector) {
      length += each * each;
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = length == 0 ? (i == 0 ? 1 : 0) : (float) (vector[i] / Math.sqrt(length));
    }
    return vector;
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public String name() {
    return "words";
  }

  @Override
  public void close() {}
}
