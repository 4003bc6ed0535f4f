package io.oratio.runtime.knowledge.embed;

import io.oratio.runtime.knowledge.Embedder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Vectors without a model, for quick tests: each word has its direction, a text is the sum of its
/// words. Texts are alike as far as they share words; meaning it knows none.
public final class HashEmbedder implements Embedder {
  private static final int DIMENSIONS = 256;
  private final AtomicInteger texts = new AtomicInteger();
  private final String name;

  public HashEmbedder() {
    this("hash");
  }

  /// One of another name, as another model would have.
  public HashEmbedder(String name) {
    this.name = name;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    this.texts.addAndGet(texts.size());
    return texts.stream().map(HashEmbedder::vector).toList();
  }

  private static float[] vector(String text) {
    float[] vector = new float[DIMENSIONS];
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
      if (!word.isEmpty()) {
        int hash = word.hashCode() * 0x9E3779B1;
        vector[Math.floorMod(hash, DIMENSIONS)] += 1;
        vector[Math.floorMod(hash >>> 11, DIMENSIONS)] += (hash & 1) == 0 ? 0.5f : -0.5f;
      }
    }
    double squares = 1e-9;
    for (float it : vector) {
      squares += (double) it * it;
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  /// How many texts were embedded so far.
  public int embedded() {
    return texts.get();
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() {}
}
