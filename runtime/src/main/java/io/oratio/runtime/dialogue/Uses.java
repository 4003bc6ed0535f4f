package io.oratio.runtime.dialogue;

import io.oratio.runtime.tool.ToolSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The tools of one conversation: which there are, which are being used and what for, and what
/// their results say.
final class Uses {
  private static final int MOST_OPEN = 16;
  private static final int LONGEST_RESULT_CHARS = 64 * 1024;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(32).build())
                  .build())
          .build();

  private final Map<String, ToolSpec> tools = new HashMap<>();
  private final Map<String, Use> open = new LinkedHashMap<>();
  private int used;

  Uses(Collection<ToolSpec> specs) {
    specs.forEach(it -> tools.put(it.name(), it));
  }

  /// Why a tool is used.
  enum Purpose {
    /// To finish the form that is being filled.
    FORM,
    /// To serve an intent, whose reply may speak of the result.
    INTENT,
    /// To end the conversation, to send it elsewhere: nothing is said of it unless it fails.
    DEED
  }

  /// @param reply what is said of its result; may hold `{result.member}`
  record Use(String tool, String arguments, Purpose purpose, String reply) {}

  /// What a tool answered.
  ///
  /// @param isQuestion whether it was not run yet, because the other side has to say yes first
  record Result(JsonNode json, boolean isFailed, boolean isQuestion) {
    /// A member by its path, `result.room.price`; of a tool from outside it stands under `data`.
    Optional<String> member(String path) {
      return member(json, path).or(() -> member(json.path("data"), path));
    }

    private static Optional<String> member(JsonNode tree, String path) {
      JsonNode at = tree;
      for (String name : path.split("\\.")) {
        at = at.path(name);
      }
      return at.isValueNode() && !at.isNull() ? Optional.of(at.asString()) : Optional.empty();
    }

    /// What it wants to be said. Data from outside has no say in that.
    Optional<String> say() {
      return member(json, "say").filter(it -> !it.isBlank());
    }

    /// The question it wants to be asked.
    String question() {
      for (String name :
          new String[] {"ask", "question", "confirmation_required", "say", "message"}) {
        Optional<String> words = member(json, name).filter(it -> it.contains(" "));
        if (words.isPresent()) {
          return words.get();
        }
      }
      return "Shall I do that? " + Wording.YES_OR_NO;
    }
  }

  boolean has(String name) {
    return tools.containsKey(name);
  }

  boolean mustConfirm(String name) {
    return has(name) && tools.get(name).mustConfirm();
  }

  /// A use to be sent, remembered until it is answered.
  Reply.Tool begin(Use use) {
    String id = "use-" + ++used;
    if (open.size() >= MOST_OPEN) {
      open.remove(open.keySet().iterator().next());
    }
    open.put(id, use);
    return new Reply.Tool(id, use.tool(), use.arguments());
  }

  /// What a use was for; empty for one that nobody waits for.
  Optional<Use> answered(String id) {
    return Optional.ofNullable(open.remove(id));
  }

  static String json(Map<String, ?> arguments) {
    return JSON.writeValueAsString(arguments);
  }

  /// Never fails: what is no JSON object is a failure of the tool.
  static Result read(String json) {
    JsonNode tree = JSON.createObjectNode();
    boolean isObject = false;
    if (json.length() <= LONGEST_RESULT_CHARS) {
      try {
        tree = JSON.readTree(json);
        isObject = tree.isObject();
      } catch (JacksonException _) {
        // A broken result is a failed one, told as such.
      }
    }
    boolean isQuestion =
        tree.has("confirmation_required")
            || tree.path("error").asString("").equals("confirmation_required")
            || tree.path("status").asString("").equals("confirmation_required");
    return new Result(tree, !isQuestion && (!isObject || tree.has("error")), isQuestion);
  }
}
