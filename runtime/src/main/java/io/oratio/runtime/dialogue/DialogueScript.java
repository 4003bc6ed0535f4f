package io.oratio.runtime.dialogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Dialogues with an agent and what is expected of it, as `examples/dialogues/*.json` hold them.
///
/// @param tools results of its tools, by name, as JSON text; any other tool answers `{"ok":true}`
public record DialogueScript(String agent, List<Talk> talks, Map<String, String> tools) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public DialogueScript {
    talks = List.copyOf(talks);
    tools = Map.copyOf(tools);
  }

  /// One dialogue.
  ///
  /// @param isVoice whether it is held over the phone too
  public record Talk(String name, boolean isVoice, List<Turn> turns) {
    public Talk {
      turns = List.copyOf(turns);
    }
  }

  /// One turn.
  ///
  /// @param expected what sort of reply; any of several, where each is good
  /// @param allOf each is in the reply's words
  /// @param anyOf one of them is in the reply's words; empty for any words
  public record Turn(
      String said, List<Reply.Kind> expected, List<String> allOf, List<String> anyOf) {
    public Turn {
      expected = List.copyOf(expected);
      allOf = List.copyOf(allOf);
      anyOf = List.copyOf(anyOf);
    }

    /// Whether a reply is as expected.
    public boolean isMetBy(Reply.Kind kind, String words) {
      return expected.contains(kind)
          && allOf.stream().allMatch(it -> isIn(it, words))
          && (anyOf.isEmpty() || anyOf.stream().anyMatch(it -> isIn(it, words)));
    }

    // A part is plain words or a regular expression; letters' case does not matter.
    private static boolean isIn(String part, String words) {
      if (words.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT))) {
        return true;
      }
      try {
        return Pattern.compile(part, Pattern.CASE_INSENSITIVE).matcher(words).find();
      } catch (PatternSyntaxException _) {
        return false;
      }
    }
  }

  /// Reads a script.
  ///
  /// @throws IllegalArgumentException that says what is wrong with it
  public static DialogueScript of(String json) {
    JsonNode tree;
    try {
      tree = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the dialogues are no JSON: " + e.getOriginalMessage(), e);
    }
    List<Talk> talks = new ArrayList<>();
    for (JsonNode talk : some(tree, "dialogues")) {
      List<Turn> turns = new ArrayList<>();
      for (JsonNode turn : some(talk, "turns")) {
        turns.add(
            new Turn(
                text(turn, "say"),
                Arrays.stream(text(turn, "expect").split(",")).map(it -> kind(it.strip())).toList(),
                parts(turn, "contains"),
                parts(turn, "anyOf")));
      }
      talks.add(new Talk(text(talk, "name"), talk.path("voice").asBoolean(false), turns));
    }
    Map<String, String> tools = new HashMap<>();
    tree.path("tools").properties().forEach(it -> tools.put(it.getKey(), it.getValue().toString()));
    return new DialogueScript(text(tree, "agent"), talks, tools);
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isString() || value.asString().isBlank()) {
      throw new IllegalArgumentException("\"" + name + "\" is missing in " + node);
    }
    return value.asString();
  }

  // An examination that examines nothing would pass.
  private static JsonNode some(JsonNode node, String name) {
    JsonNode list = node.path(name);
    if (!list.isArray() || list.isEmpty()) {
      throw new IllegalArgumentException("\"" + name + "\" is no list, or empty, in " + node);
    }
    return list;
  }

  private static List<String> parts(JsonNode turn, String name) {
    JsonNode list = turn.path(name);
    List<String> all = new ArrayList<>();
    list.forEach(it -> all.add(it.asString("")));
    boolean isList = list.isMissingNode() || list.isArray();
    if (!isList || all.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("\"" + name + "\" is no list of texts in " + turn);
    }
    return all;
  }

  private static Reply.Kind kind(String word) {
    return switch (word) {
      case "answer" -> Reply.Kind.ANSWER;
      case "ask" -> Reply.Kind.ASK;
      case "reject" -> Reply.Kind.REJECT;
      case "handoff" -> Reply.Kind.HANDOFF;
      case "farewell" -> Reply.Kind.FAREWELL;
      default ->
          throw new IllegalArgumentException(
              "\"expect\" is answer, ask, reject, handoff or farewell, not " + word);
    };
  }
}
