package io.oratio.runtime.tool;

import io.oratio.domain.text.Shape;
import java.text.Normalizer;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The arguments of one use, read from what a model sent, which is believed in nothing.
///
/// @param json an object without doubled names and without references to secrets
/// @param canonical the same as text, names in order and numbers in one form: equal for equal
///   arguments
record Arguments(ObjectNode json, String canonical) {
  /// The limit of the text, in bytes of UTF-8.
  static final int BYTES_MAX = 16_384;

  private static final int DEPTH_MAX = 32;
  private static final int NUMBER_CHARS_MAX = 64;
  private static final int EXPONENT_MAX = 64;
  private static final Pattern SECRET =
      Pattern.compile("\\{\\s*\\{\\s*secret", Pattern.CASE_INSENSITIVE);
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNumberLength(NUMBER_CHARS_MAX)
                          .maxDocumentLength(BYTES_MAX)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /// Reads them. Nothing at all stands for no arguments.
  ///
  /// @throws Refusal for all that is not one reasonable JSON object
  static Arguments read(String text) throws Refusal {
    if (text.length() > BYTES_MAX || Shape.utf8Bytes(text) > BYTES_MAX) {
      throw new Refusal("The arguments have more than " + BYTES_MAX + " bytes.");
    }
    JsonNode tree;
    try {
      tree = JSON.readTree(text.isBlank() ? "{}" : text);
    } catch (JacksonException _) {
      throw new Refusal("The arguments are not one JSON object.");
    }
    if (!(tree instanceof ObjectNode object)) {
      throw new Refusal("The arguments are not one JSON object.");
    }
    return new Arguments(object, canonical(object).toString());
  }

  private static JsonNode canonical(JsonNode node) throws Refusal {
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (node instanceof ObjectNode object) {
      TreeMap<String, JsonNode> inOrder = new TreeMap<>();
      for (var member : object.properties()) {
        inOrder.put(checkedName(member.getKey()), canonical(member.getValue()));
      }
      ObjectNode out = make.objectNode();
      inOrder.forEach(out::set);
      return out;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode out = make.arrayNode();
      for (JsonNode item : array) {
        out.add(canonical(item));
      }
      return out;
    }
    if (node.isNumber()) {
      var number = node.decimalValue();
      if (Math.abs((long) number.precision() - number.scale()) > EXPONENT_MAX) {
        throw new Refusal("A number in the arguments is out of all bounds.");
      }
      return number.signum() == 0
          ? make.numberNode(0)
          : make.numberNode(number.stripTrailingZeros());
    }
    return node.isString() ? make.stringNode(checked(node.stringValue())) : node;
  }

  private static String checkedName(String name) throws Refusal {
    if (name.equals("__proto__")) {
      throw new Refusal("A name in the arguments is not allowed.");
    }
    return checked(name);
  }

  private static String checked(String text) throws Refusal {
    if (!Shape.repaired(text, BYTES_MAX).equals(text)) {
      throw new Refusal("The arguments hold a character that is none.");
    }
    // Secrets are put in by the tool's definition and never by the model.
    if (SECRET.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).find()) {
      throw new Refusal("Arguments cannot name secrets.");
    }
    return text;
  }
}
