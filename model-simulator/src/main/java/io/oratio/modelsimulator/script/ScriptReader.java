package io.oratio.modelsimulator.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a script from JSON. What is left out keeps its usual value; a misspelt member is an error.
public final class ScriptReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final double LONGEST_MS = 600_000;

  private ScriptReader() {}

  /// @throws IOException when the file cannot be read
  /// @throws IllegalArgumentException when it is not a script, saying what is wrong
  public static Script file(Path file) throws IOException {
    return over(Script.standard(), Files.readString(file));
  }

  /// Reads JSON over a script.
  ///
  /// @throws IllegalArgumentException when it is not a script, saying what is wrong
  public static Script over(Script base, String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("The script is not JSON: " + e.getOriginalMessage());
    }
    known(root, "script", "models", "apiKey", "pace", "contextTokens", "rules");
    return new Script(
        root.has("models") ? texts(root.path("models"), "models") : base.models(),
        root.has("apiKey") ? text(root, "apiKey") : base.apiKey(),
        root.has("pace") ? pace(root.path("pace"), base.pace()) : base.pace(),
        number(root, "contextTokens").orElse(base.contextTokens()),
        root.has("rules") ? rules(root.path("rules")) : base.rules());
  }

  private static List<Rule> rules(JsonNode node) {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode each : list(node, "rules")) {
      known(
          each,
          "rule",
          "when",
          "say",
          "tools",
          "fault",
          "retryAfterSeconds",
          "afterTokens",
          "pace",
          "finish",
          "times");
      rules.add(
          new Rule(
              each.has("when") ? when(each.path("when")) : When.ALWAYS,
              text(each, "say").orElse(""),
              each.has("tools") ? tools(each.path("tools")) : List.of(),
              text(each, "fault").map(Fault::named),
              number(each, "retryAfterSeconds"),
              number(each, "afterTokens").orElse(0),
              each.has("pace")
                  ? Optional.of(pace(each.path("pace"), Pace.AT_ONCE))
                  : Optional.empty(),
              text(each, "finish"),
              number(each, "times")));
    }
    return rules;
  }

  private static When when(JsonNode node) {
    known(node, "when", "user", "system", "result", "tool", "model", "call");
    return new When(
        text(node, "user").map(Words::of),
        text(node, "system").map(Words::of),
        text(node, "result").map(Words::of),
        text(node, "tool"),
        text(node, "model").map(Words::of),
        number(node, "call"));
  }

  private static List<ToolCall> tools(JsonNode node) {
    List<ToolCall> tools = new ArrayList<>();
    for (JsonNode each : list(node, "tools")) {
      known(each, "tool", "name", "arguments");
      JsonNode arguments = each.path("arguments");
      tools.add(
          new ToolCall(
              text(each, "name").orElseThrow(() -> wrong("a tool has a name")),
              arguments.isMissingNode()
                  ? "{}"
                  : arguments.isString() ? arguments.stringValue() : arguments.toString()));
    }
    return tools;
  }

  private static Pace pace(JsonNode node, Pace base) {
    known(node, "pace", "firstTokenMs", "perTokenMs");
    return new Pace(
        millis(node, "firstTokenMs").orElse(base.firstToken()),
        millis(node, "perTokenMs").orElse(base.perToken()));
  }

  private static void known(JsonNode node, String what, String... members) {
    if (!node.isObject()) {
      throw wrong(what + " is not an object");
    }
    Set<String> names = Set.of(members);
    for (String name : node.propertyNames()) {
      if (!names.contains(name)) {
        throw wrong(what + " has no " + name + "; it has " + String.join(", ", members));
      }
    }
  }

  private static JsonNode list(JsonNode node, String what) {
    if (!node.isArray()) {
      throw wrong(what + " is not a list");
    }
    return node;
  }

  private static List<String> texts(JsonNode node, String what) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : list(node, what)) {
      if (!each.isString()) {
        throw wrong(what + " holds something that is not a text");
      }
      texts.add(each.stringValue());
    }
    return texts;
  }

  private static Optional<String> text(JsonNode node, String name) {
    if (!node.has(name)) {
      return Optional.empty();
    }
    if (!node.path(name).isString()) {
      throw wrong(name + " is not a text");
    }
    return Optional.of(node.path(name).stringValue());
  }

  private static OptionalInt number(JsonNode node, String name) {
    if (!node.has(name)) {
      return OptionalInt.empty();
    }
    if (!node.path(name).canConvertToInt() || node.path(name).intValue() < 0) {
      throw wrong(name + " is a whole number, not negative");
    }
    return OptionalInt.of(node.path(name).intValue());
  }

  private static Optional<Duration> millis(JsonNode node, String name) {
    if (!node.has(name)) {
      return Optional.empty();
    }
    JsonNode value = node.path(name);
    if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= LONGEST_MS)) {
      throw wrong(name + " is from 0 to 600000");
    }
    return Optional.of(Duration.ofNanos((long) (value.doubleValue() * 1_000_000)));
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("In the script: " + what);
  }
}
