package io.oratio.engine.local.answering;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// What a tool answered, as far as this engine understands it: `{"say":"…"}` is spoken,
/// `{"error":"…"}` is apologised for, all else is for engines with a model.
///
/// @param say the sentence to speak
record ToolResult(Optional<String> say, boolean isError) {
  private static final int LONGEST_CHARS = 64 * 1024;
  private static final int DEEPEST = 32;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(LONGEST_CHARS)
                          .build())
                  .build())
          .build();

  /// Never fails: what is no JSON object is an error of the tool.
  static ToolResult of(String json) {
    if (json.length() > LONGEST_CHARS) {
      return new ToolResult(Optional.empty(), true);
    }
    try {
      JsonNode tree = JSON.readTree(json);
      Optional<String> say =
          Optional.ofNullable(tree.get("say")).filter(JsonNode::isString).map(JsonNode::asString);
      return new ToolResult(say.filter(it -> !it.isBlank()), !tree.isObject() || tree.has("error"));
    } catch (JacksonException e) {
      return new ToolResult(Optional.empty(), true);
    }
  }
}
