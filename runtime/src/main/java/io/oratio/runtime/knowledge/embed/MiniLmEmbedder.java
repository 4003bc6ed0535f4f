package io.oratio.runtime.knowledge.embed;

import ai.onnxruntime.OrtException;
import io.oratio.runtime.knowledge.Embedder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// all-MiniLM-L6-v2, quantised to 8 bits: 384 numbers for a text of English. The model lies in a
/// jar; it is loaded at the first use (about a second, 190 MB) and shared by all. Texts of like
/// lengths go through it together, because one by one the processor's cores idle between the
/// layers.
///
/// A text's vector depends a little on its companions in a batch, since the model scales its 8-bit
/// numbers over the whole batch: the cosine between the two stays above 0.99.
public final class MiniLmEmbedder implements Embedder {
  /// What the model was made for; the rest of a longer text has no part in its vector.
  static final int TOKENS_MAX = 256;

  /// How much goes through the model at once, padding included: bounds its memory.
  private static final int BATCH_TOKENS_MAX = 2048;

  private static final int DIMENSIONS = 384;
  private static final Logger log = LoggerFactory.getLogger(MiniLmEmbedder.class);

  private final int threads;

  /// Those who use the model read, the one who closes it writes.
  private final ReentrantReadWriteLock life = new ReentrantReadWriteLock();

  private final Object loading = new Object();
  private volatile @Nullable MiniLm model;
  private volatile boolean isClosed;

  /// An embedder that computes with as many threads beside its callers'.
  ///
  /// @param threads 1 to 16; two for the machine this was measured on
  public MiniLmEmbedder(int threads) {
    if (threads < 1 || threads > 16) {
      throw new IllegalArgumentException("1 to 16 threads embed");
    }
    this.threads = threads;
  }

  /// An embedder with half of the machine's processors, at least one and at most four.
  public MiniLmEmbedder() {
    this(Math.clamp((Runtime.getRuntime().availableProcessors() + 1) / 2, 1, 4));
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    if (texts.isEmpty()) {
      return List.of();
    }
    life.readLock().lock();
    try {
      return embedWith(loaded(), texts);
    } catch (OrtException e) {
      throw new IllegalStateException("the embedding model failed", e);
    } finally {
      life.readLock().unlock();
    }
  }

  private static List<float[]> embedWith(MiniLm model, List<String> texts) throws OrtException {
    List<long[]> tokens = model.tokens(texts);
    List<Integer> byLength = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      byLength.add(i);
    }
    byLength.sort(Comparator.comparingInt(i -> tokens.get(i).length));
    float[][] vectors = new float[texts.size()][];
    for (int from = 0; from < byLength.size(); ) {
      int to = from + 1;
      while (to < byLength.size()
          && (to - from + 1) * tokens.get(byLength.get(to)).length <= BATCH_TOKENS_MAX) {
        to++;
      }
      List<Integer> batch = byLength.subList(from, to);
      float[][] of = model.vectors(batch.stream().map(tokens::get).toList());
      for (int i = 0; i < of.length; i++) {
        vectors[batch.get(i)] = of[i];
      }
      from = to;
    }
    return List.of(vectors);
  }

  private MiniLm loaded() {
    if (isClosed) {
      throw new IllegalStateException("the embedder is closed");
    }
    MiniLm already = model;
    if (already != null) {
      return already;
    }
    synchronized (loading) {
      MiniLm now = model;
      if (now == null) {
        long begun = System.nanoTime();
        now = MiniLm.load(threads, TOKENS_MAX, DIMENSIONS);
        model = now;
        log.info("embedding model loaded in {} ms", (System.nanoTime() - begun) / 1_000_000);
      }
      return now;
    }
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public String name() {
    return "all-minilm-l6-v2-q";
  }

  /// Frees the model once nobody uses it any more. A second call does nothing.
  @Override
  public void close() {
    life.writeLock().lock();
    try {
      isClosed = true;
      MiniLm loaded = model;
      model = null;
      if (loaded != null) {
        loaded.close();
      }
    } finally {
      life.writeLock().unlock();
    }
  }
}
