package io.oratio.storage.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads JSON without minding what is missing.
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  static JsonNode list(List<String> texts) {
    return MAPPER.valueToTree(texts);
  }

  /// @throws IllegalStateException if it is no JSON
  static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      // Its message would quote the document, and that may be a prompt.
      throw new IllegalStateException(
          "a stored document is no JSON at line " + e.getLocation().getLineNr());
    }
  }

  static String text(JsonNode object, String field, String missing) {
    return optionalText(object, field).orElse(missing);
  }

  static Optional<String> optionalText(JsonNode object, String field) {
    return object.path(field).stringValueOpt();
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : array) {
      each.stringValueOpt().ifPresent(texts::add);
    }
    return texts;
  }
}
