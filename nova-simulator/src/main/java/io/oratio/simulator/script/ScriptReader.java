package io.oratio.simulator.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a script from JSON (docs/simulator.md). Parts that are not given are taken from the script
/// that was in force. Whoever misspells a member is told so.
public final class ScriptReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ScriptReader() {}

  /// Reads a file over the standard script; recordings are looked for beside the file.
  ///
  /// @throws IllegalArgumentException when it is not a script, saying what is wrong
  public static Script file(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    return over(Script.standard(), Files.readString(file), folder == null ? Path.of("") : folder);
  }

  /// Reads JSON over a script; recordings are looked for in `folder`.
  ///
  /// @throws IllegalArgumentException when it is not a script, saying what is wrong
  public static Script over(Script base, String json, Path folder) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("The script is not JSON: " + e.getOriginalMessage());
    }
    known(
        root, "script", "voice", "pace", "heard", "greeting", "replies", "speechEvents", "faults");
    return new Script(
        root.has("voice") ? voice(root.path("voice"), base.voice()) : base.voice(),
        root.has("pace") ? pace(root.path("pace"), base.pace()) : base.pace(),
        root.has("heard") ? texts(root.path("heard"), "heard") : base.heard(),
        root.has("greeting") ? reply(root.path("greeting"), folder) : base.greeting(),
        root.has("replies") ? replies(root.path("replies"), folder) : base.replies(),
        root.has("speechEvents")
            ? bool(root.path("speechEvents"), "speechEvents")
            : base.speechEvents(),
        root.has("faults") ? faults(root.path("faults")) : base.faults());
  }

  private static VoiceSetting voice(JsonNode node, VoiceSetting base) {
    known(node, "voice", "kind", "toneHz", "level");
    VoiceSetting.Kind kind = base.kind();
    if (node.has("kind")) {
      kind =
          switch (text(node.path("kind"), "voice.kind")) {
            case "speech" -> VoiceSetting.Kind.SPEECH;
            case "tone" -> VoiceSetting.Kind.TONE;
            default -> throw wrong("voice.kind is speech or tone");
          };
    }
    return new VoiceSetting(
        kind,
        node.has("toneHz")
            ? OptionalDouble.of(number(node.path("toneHz"), "voice.toneHz"))
            : base.toneHz(),
        node.has("level") ? number(node.path("level"), "voice.level") : base.level());
  }

  private static Pace pace(JsonNode node, Pace base) {
    known(node, "pace", "factor", "chunkMs", "thinkingMs", "perCharacterMs");
    return new Pace(
        node.has("factor") ? number(node.path("factor"), "pace.factor") : base.factor(),
        millis(node, "chunkMs").orElse(base.chunk()),
        millis(node, "thinkingMs").orElse(base.thinking()),
        millis(node, "perCharacterMs").orElse(base.perCharacter()));
  }

  private static List<Reply> replies(JsonNode node, Path folder) {
    List<Reply> replies = new ArrayList<>();
    for (JsonNode each : list(node, "replies")) {
      replies.add(reply(each, folder));
    }
    return replies;
  }

  private static Reply reply(JsonNode node, Path folder) {
    known(node, "reply", "say", "when", "lengthMs", "wav", "thinkingMs", "tools");
    List<ToolCall> tools = new ArrayList<>();
    if (node.has("tools")) {
      for (JsonNode tool : list(node.path("tools"), "tools")) {
        known(tool, "tool", "name", "arguments");
        tools.add(
            new ToolCall(
                text(tool.path("name"), "tool.name"),
                tool.has("arguments") ? tool.path("arguments").toString() : "{}"));
      }
    }
    return new Reply(
        text(node.path("say"), "reply.say"),
        node.has("when") ? Optional.of(text(node.path("when"), "reply.when")) : Optional.empty(),
        millis(node, "lengthMs"),
        node.has("wav")
            ? Optional.of(folder.resolve(text(node.path("wav"), "reply.wav")))
            : Optional.empty(),
        millis(node, "thinkingMs"),
        tools);
  }

  private static List<FaultRule> faults(JsonNode node) {
    List<FaultRule> rules = new ArrayList<>();
    for (JsonNode each : list(node, "faults")) {
      known(each, "fault", "fault", "atMs", "model", "sessions");
      Fault fault = Fault.parse(text(each.path("fault"), "fault.fault"));
      Optional<Duration> at = millis(each, "atMs");
      rules.add(
          new FaultRule(
              at.isPresent() ? new Fault(fault.kind(), at.get()) : fault,
              each.has("model")
                  ? Optional.of(text(each.path("model"), "fault.model"))
                  : Optional.empty(),
              each.has("sessions")
                  ? OptionalInt.of((int) number(each.path("sessions"), "fault.sessions"))
                  : OptionalInt.empty()));
    }
    return rules;
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
      texts.add(text(each, what));
    }
    return texts;
  }

  private static String text(JsonNode node, String what) {
    if (!node.isString()) {
      throw wrong(what + " is not a text");
    }
    return node.stringValue();
  }

  private static boolean bool(JsonNode node, String what) {
    if (!node.isBoolean()) {
      throw wrong(what + " is not true or false");
    }
    return node.booleanValue();
  }

  private static double number(JsonNode node, String what) {
    if (!node.isNumber()) {
      throw wrong(what + " is not a number");
    }
    return node.doubleValue();
  }

  private static Optional<Duration> millis(JsonNode node, String name) {
    if (!node.has(name)) {
      return Optional.empty();
    }
    double ms = number(node.path(name), name);
    if (!(ms >= 0 && ms <= 3_600_000)) {
      throw wrong(name + " is from 0 to 3600000");
    }
    return Optional.of(Duration.ofNanos((long) (ms * 1_000_000)));
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("In the script: " + what);
  }
}
