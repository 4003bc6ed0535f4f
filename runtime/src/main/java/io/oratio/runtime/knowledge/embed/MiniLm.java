package io.oratio.runtime.knowledge.embed;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The model and its tokenizer, loaded. Safe from any thread until it is closed.
final class MiniLm implements AutoCloseable {
  private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";
  private static final String MODEL = "/all-minilm-l6-v2-q.onnx";

  static {
    // The tokenizer's library can report its use and fetch models: it may do neither.
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
  }

  private final HuggingFaceTokenizer tokenizer;
  private final OrtSession session;
  private final int dimensions;

  private MiniLm(HuggingFaceTokenizer tokenizer, OrtSession session, int dimensions) {
    this.tokenizer = tokenizer;
    this.session = session;
    this.dimensions = dimensions;
  }

  static MiniLm load(int threads, int tokensMax, int dimensions) {
    try (InputStream vocabulary = resource(TOKENIZER);
        InputStream network = resource(MODEL);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      // Its threads wait asleep: a spinning one would take a core from the calls.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      OrtSession session =
          OrtEnvironment.getEnvironment().createSession(network.readAllBytes(), options);
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.newInstance(
              vocabulary,
              Map.of(
                  "padding", "false",
                  "truncation", "true",
                  "maxLength", Integer.toString(tokensMax)));
      return new MiniLm(tokenizer, session, dimensions);
    } catch (IOException | OrtException e) {
      throw new IllegalStateException("the embedding model cannot be loaded", e);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream found = MiniLm.class.getResourceAsStream(name);
    if (found == null) {
      throw new IOException("not on the class path: " + name);
    }
    return found;
  }

  /// The texts' tokens, the model's marks for begin and end among them.
  List<long[]> tokens(List<String> texts) {
    return Arrays.stream(tokenizer.batchEncode(texts)).map(Encoding::getIds).toList();
  }

  /// One vector a text: the mean over its tokens, at unit length.
  float[][] vectors(List<long[]> texts) throws OrtException {
    int rows = texts.size();
    int columns = texts.stream().mapToInt(it -> it.length).max().orElse(1);
    LongBuffer ids = longs(rows * columns);
    LongBuffer mask = longs(rows * columns);
    LongBuffer types = longs(rows * columns);
    for (int row = 0; row < rows; row++) {
      long[] text = texts.get(row);
      for (int column = 0; column < text.length; column++) {
        ids.put(row * columns + column, text[column]);
        mask.put(row * columns + column, 1);
      }
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = {rows, columns};
    try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, ids, shape);
        OnnxTensor maskTensor = OnnxTensor.createTensor(environment, mask, shape);
        OnnxTensor typeTensor = OnnxTensor.createTensor(environment, types, shape);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "input_ids", idTensor,
                    "attention_mask", maskTensor,
                    "token_type_ids", typeTensor))) {
      return means(((OnnxTensor) result.get(0)).getFloatBuffer(), texts, columns);
    }
  }

  private float[][] means(FloatBuffer hidden, List<long[]> texts, int columns) {
    float[][] vectors = new float[texts.size()][dimensions];
    float[] token = new float[dimensions];
    for (int row = 0; row < vectors.length; row++) {
      float[] sum = vectors[row];
      for (int column = 0; column < texts.get(row).length; column++) {
        hidden.get((row * columns + column) * dimensions, token);
        for (int k = 0; k < dimensions; k++) {
          sum[k] += token[k];
        }
      }
      toUnitLength(sum);
    }
    return vectors;
  }

  private static void toUnitLength(float[] vector) {
    double squares = 0;
    for (float it : vector) {
      squares += (double) it * it;
    }
    float scale = (float) (1 / Math.max(1e-12, Math.sqrt(squares)));
    for (int k = 0; k < vector.length; k++) {
      vector[k] *= scale;
    }
  }

  private static LongBuffer longs(int count) {
    return ByteBuffer.allocateDirect(count * Long.BYTES)
        .order(ByteOrder.nativeOrder())
        .asLongBuffer();
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the embedding model cannot be closed", e);
    } finally {
      tokenizer.close();
    }
  }
}
