package io.oratio.runtime.knowledge;

import java.util.List;

/// Turns texts into vectors whose angle tells how alike they mean. Safe from any thread.
public interface Embedder extends AutoCloseable {
  /// One unit-length vector for each text, of [#dimensions] numbers.
  List<float[]> embed(List<String> texts);

  int dimensions();

  /// Which model, so that an index made with another is made anew.
  String name();

  @Override
  void close();
}
