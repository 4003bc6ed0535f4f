package io.oratio.runtime.dialogue;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.oratio.runtime.knowledge.Embedder;
import java.util.List;

/// The real sentence model, loaded once for all tests.
final class TestEmbedder implements Embedder {
  private static final AllMiniLmL6V2QuantizedEmbeddingModel MODEL =
      new AllMiniLmL6V2QuantizedEmbeddingModel();

  @Override
  public List<float[]> embed(List<String> texts) {
    return MODEL.embedAll(texts.stream().map(TextSegment::from).toList()).content().stream()
        .map(it -> it.vector())
        .toList();
  }

  @Override
  public int dimensions() {
    return 384;
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public void close() {}
}
