package io.oratio.control.web.door;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON from outside (RFC 8259): UTF-8, nested at most 32 deep, no name twice in an object,
/// nothing after the value, no character that no store can keep.
final class StrictJson {
  private static final int DEPTH_MAX = 32;
  private static final int NUMBER_CHARACTERS_MAX = 64;
  private static final int NAME_CHARACTERS_MAX = 1024;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNumberLength(NUMBER_CHARACTERS_MAX)
                          .maxNameLength(NAME_CHARACTERS_MAX)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /// @throws Refusal 400 for anything else
  static JsonNode read(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw Refusal.of(ErrorCode.REQUEST_INVALID, "The body is not UTF-8.").at("", "is not UTF-8");
    }
    try {
      JsonNode tree = MAPPER.readTree(text);
      if (tree.isMissingNode()) {
        throw Refusal.of(ErrorCode.REQUEST_INVALID, "The body is empty; JSON is wanted.");
      }
      refuseUnstorable(tree, "");
      return tree;
    } catch (JacksonException e) {
      TokenStreamLocation place = e.getLocation();
      String where =
          place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
      throw Refusal.of(ErrorCode.REQUEST_INVALID, "The body is not JSON as it is wanted here.")
          .at("", "breaks JSON, names a member twice, or is nested too deep" + where);
    }
  }

  /// Whether every store can keep the text: no U+0000, no half of a surrogate pair.
  static boolean isStorable(String text) {
    return text.codePoints()
        .allMatch(it -> it != 0 && (it < Character.MIN_SURROGATE || it > Character.MAX_SURROGATE));
  }

  private static void refuseUnstorable(JsonNode node, String pointer) {
    if (node.isString() && !isStorable(node.stringValue())) {
      throw unstorable(pointer);
    }
    if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
      throw Refusal.of(ErrorCode.REQUEST_INVALID, "A number in the body is too large.")
          .at(pointer, "is too large a number");
    }
    int index = 0;
    for (JsonNode element : node.isArray() ? node : MAPPER.createArrayNode()) {
      refuseUnstorable(element, pointer + "/" + index++);
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!isStorable(member.getKey())) {
        throw unstorable(pointer);
      }
      refuseUnstorable(
          member.getValue(), pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1"));
    }
  }

  static Refusal unstorable(String pointer) {
    return Refusal.of(ErrorCode.REQUEST_INVALID, "A text holds a character that is none.")
        .at(pointer, "holds U+0000 or half of a surrogate pair");
  }
}
