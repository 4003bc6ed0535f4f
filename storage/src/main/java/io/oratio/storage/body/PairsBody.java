package io.oratio.storage.body;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Names and their values, as a JSON object of texts.
public final class PairsBody {
  private PairsBody() {}

  public static String write(Map<String, String> pairs) {
    ObjectNode body = Json.object();
    pairs.forEach(body::put);
    return body.toString();
  }

  /// What is no text is skipped.
  ///
  /// @throws IllegalStateException if it is no JSON
  public static Map<String, String> read(String json) {
    Map<String, String> pairs = new HashMap<>();
    Json.read(json)
        .properties()
        .forEach(
            it -> it.getValue().stringValueOpt().ifPresent(text -> pairs.put(it.getKey(), text)));
    return pairs;
  }
}
