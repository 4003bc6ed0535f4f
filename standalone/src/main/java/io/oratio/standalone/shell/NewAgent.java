package io.oratio.standalone.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An agent that is asked for on the command line.
///
/// @param agent what the contract calls NewAgent
/// @param files path below the agent's folder → where it lies now
record NewAgent(ObjectNode agent, SortedMap<String, Path> files) {
  static Words words(String usage, List<String> words) throws WrongWords {
    return Words.read(
            usage,
            words,
            "--sop=",
            "--id=",
            "--type=",
            "--language=",
            "--greeting=",
            "--file=",
            "--describe=",
            "--about=",
            "--address=",
            "--ask=",
            "--tone=",
            "--style=",
            "--no-handoff",
            "--handoff-when=",
            "--handoff-about=",
            "--handoff-to=",
            "--transfer=",
            "--more=",
            "--no-wait")
        .atMost(1);
  }

  static NewAgent of(Words words) throws WrongWords, CannotDo {
    ObjectNode agent = Disk.members(words.value("--more"));
    agent.put("agentName", words.operand(0, "what is it called"));
    Optional<String> sop = words.value("--sop");
    if (sop.isPresent()) {
      agent.put("sop", Disk.text(sop.get()));
    }
    if (!agent.has("sop")) {
      throw words.wrong("the procedure? --sop is missing");
    }
    put(agent, "agentId", words.value("--id"));
    put(agent, "agentType", words.value("--type"));
    put(agent, "language", words.value("--language"));
    put(agent, "greeting", words.value("--greeting"));
    put(agent, "knowledgeBaseDescription", words.value("--about"));
    put(agent, "humanHandoffDescription", words.value("--handoff-about"));
    put(agent, "humanHandoffTarget", words.value("--handoff-to"));
    if (words.has("--no-handoff")) {
      agent.put("humanHandoffEnabled", false);
    }
    words.all("--handoff-when").forEach(list(agent, "humanHandoffConditions", words)::add);
    if (words.value("--tone").isPresent() || words.value("--style").isPresent()) {
      ObjectNode personality = agent.withObjectProperty("personality");
      put(personality, "tone", words.value("--tone"));
      put(personality, "style", words.value("--style"));
    }
    pairs(words, agent);
    SortedMap<String, Path> files = new TreeMap<>();
    ObjectNode descriptions = agent.withObjectProperty("folderFileDescriptions");
    for (String each : words.all("--file")) {
      Described file = Described.of(each);
      file.collect(words, files);
      file.description().ifPresent(it -> describe(descriptions, file.name(), it));
    }
    for (String each : words.all("--describe")) {
      Map.Entry<String, String> pair = words.pair("--describe", each);
      String path = pair.getKey();
      if (!files.containsKey(path)
          && files.keySet().stream().noneMatch(it -> it.startsWith(path + "/"))) {
        throw words.wrong(
            "--describe names " + path + ", which is no file or folder that was given");
      }
      describe(descriptions, path, pair.getValue());
    }
    if (descriptions.isEmpty()) {
      agent.remove("folderFileDescriptions");
    }
    return new NewAgent(agent, files);
  }

  private static void pairs(Words words, ObjectNode agent) throws WrongWords {
    for (String each : words.all("--address")) {
      agent.withArrayProperty("addresses").add(address(each));
    }
    for (String each : words.all("--ask")) {
      Map.Entry<String, String> pair = words.pair("--ask", each);
      ObjectNode answer = agent.withArrayProperty("questionsAndAnswers").addObject();
      answer.putArray("questions").add(pair.getKey());
      answer.put("answer", pair.getValue());
    }
    for (String each : words.all("--transfer")) {
      Map.Entry<String, String> pair = words.pair("--transfer", each);
      agent
          .withArrayProperty("transferTargets")
          .addObject()
          .put("name", pair.getKey())
          .put("uri", pair.getValue());
    }
  }

  /// What was written as `URL=DESCRIPTION`. An address may hold a `=` itself, in its query: then
  /// the description stands behind the first one that has spaces around it.
  static ObjectNode address(String text) {
    int query = text.indexOf('?');
    int equals = text.indexOf('=');
    int at = query >= 0 && query < equals ? text.indexOf(" = ") + 1 : equals;
    ObjectNode address = JsonMapper.shared().createObjectNode();
    if (at < 1) {
      return address.put("url", text);
    }
    return address
        .put("url", text.substring(0, at).strip())
        .put("description", text.substring(at + 1).strip());
  }

  private static ArrayNode list(ObjectNode agent, String member, Words words) {
    return words.all("--handoff-when").isEmpty()
        ? agent.arrayNode()
        : agent.withArrayProperty(member);
  }

  private static void put(ObjectNode object, String member, Optional<String> value) {
    value.ifPresent(it -> object.put(member, it));
  }

  /// Puts a description in the tree of folders.
  private static void describe(ObjectNode tree, String path, String description) {
    int slash = path.indexOf('/');
    if (slash < 0) {
      tree.put(path, description);
    } else {
      describe(
          tree.withObjectProperty(path.substring(0, slash)),
          path.substring(slash + 1),
          description);
    }
  }

  Multipart form() throws CannotDo {
    Multipart form = new Multipart().json("agent", agent);
    for (Map.Entry<String, Path> each : files.entrySet()) {
      form.file("files", each.getKey(), each.getValue());
    }
    return form;
  }

  /// What was written behind `--file`.
  record Described(Path path, Optional<String> description) {
    static Described of(String text) {
      int equals = text.indexOf('=');
      return equals < 1 || Files.exists(Path.of(text))
          ? new Described(Path.of(text), Optional.empty())
          : new Described(
              Path.of(text.substring(0, equals)), Optional.of(text.substring(equals + 1)));
    }

    String name() {
      return path.toAbsolutePath().normalize().getFileName().toString();
    }

    private void collect(Words words, SortedMap<String, Path> files) throws WrongWords, CannotDo {
      if (!Files.isDirectory(path)) {
        add(words, files, name(), path);
        return;
      }
      if (description.isPresent()) {
        throw words.wrong(path + " is a folder: describe its files with --describe");
      }
      for (Map.Entry<String, Path> each : Disk.below(path).entrySet()) {
        add(words, files, each.getKey(), each.getValue());
      }
    }

    private static void add(Words words, SortedMap<String, Path> files, String name, Path file)
        throws WrongWords, CannotDo {
      if (!Files.isRegularFile(file)) {
        throw new CannotDo("There is no file " + file + ".");
      }
      if (files.put(name, file) != null) {
        throw words.wrong("two files are called " + name);
      }
    }
  }

  /// For tests and messages; the procedure is long.
  @Override
  public String toString() {
    JsonNode name = agent.path("agentName");
    return "NewAgent[" + name.asString("") + ", " + files.size() + " files]";
  }
}
