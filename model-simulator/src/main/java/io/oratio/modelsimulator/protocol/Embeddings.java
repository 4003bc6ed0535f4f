package io.oratio.modelsimulator.protocol;

import io.oratio.modelsimulator.script.Script;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Vectors that mean nothing but are the same for the same words: each word lands on one dimension.
public final class Embeddings {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int USUAL_DIMENSIONS = 256;
  private static final int MOST_DIMENSIONS = 3072;
  private static final int MOST_INPUTS = 2048;

  private Embeddings() {}

  /// The answer to a request for embeddings.
  ///
  /// @throws Refusal for the first thing that is wrong
  public static String answer(byte[] body, Script script) throws Refusal {
    JsonNode root = RequestCheck.json(body);
    RequestCheck.model(root, script);
    List<String> texts = texts(root.path("input"));
    int dimensions = root.path("dimensions").asInt(USUAL_DIMENSIONS);
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw Refusal.invalid(
          "Invalid value for 'dimensions' = " + dimensions + ".", "dimensions", "");
    }
    List<Object> list = new ArrayList<>();
    int tokens = 0;
    for (String text : texts) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("object", "embedding");
      one.put("index", list.size());
      one.put("embedding", vector(text, dimensions));
      list.add(one);
      tokens += Tokens.count(text);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("object", "list");
    answer.put("data", list);
    answer.put("model", root.path("model").asString(""));
    answer.put("usage", Map.of("prompt_tokens", tokens, "total_tokens", tokens));
    return JSON.writeValueAsString(answer);
  }

  private static List<String> texts(JsonNode input) throws Refusal {
    List<String> texts = new ArrayList<>();
    if (input.isString()) {
      texts.add(input.stringValue());
    }
    for (JsonNode each : input) {
      if (each.isString()) {
        texts.add(each.stringValue());
      }
    }
    if (texts.isEmpty() || texts.size() > MOST_INPUTS || texts.contains("")) {
      throw Refusal.invalid("'$.input' is invalid. Please check the API reference.", "", "");
    }
    return texts;
  }

  private static float[] vector(String text, int dimensions) {
    float[] vector = new float[dimensions];
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
      vector[Math.floorMod(word.hashCode() * 31, dimensions)] += 1;
    }
    double sum = 0;
    for (float each : vector) {
      sum += each * each;
    }
    float length = (float) Math.sqrt(sum);
    for (int i = 0; i < dimensions; i++) {
      vector[i] /= length;
    }
    return vector;
  }
}
