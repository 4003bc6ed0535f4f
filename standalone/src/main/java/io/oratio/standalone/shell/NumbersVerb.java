package io.oratio.standalone.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `./oratio numbers`: what is dialled and who answers.
final class NumbersVerb implements Verb {
  private static final int MOST = 10_000;

  @Override
  public String usage() {
    return """
    usage: ./oratio numbers [list]
           ./oratio numbers add NUMBER AGENT [--trunk TRUNK] [--version N]
           ./oratio numbers route NUMBER AGENT [--version N]    another agent answers from now on
           ./oratio numbers remove NUMBER
      NUMBER is +15550100, an extension, a SIP user, or the beginning of one with a *; or a rule's id.
      each with [--json] [--api URL]\
    """;
  }

  @Override
  public int run(List<String> words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    Words read = Words.read(usage(), words, "--trunk=", "--version=").atMost(3);
    String deed = read.operand(0).orElse("list");
    try (Api api = desk.api(read)) {
      return switch (deed) {
        case "list" -> list(read, api, desk.screen());
        case "add" -> add(read, api, desk.screen());
        case "route" -> route(read, api, desk.screen());
        case "remove" -> remove(read, api, desk.screen());
        default -> throw read.wrong("numbers does not know '" + deed + "'");
      };
    }
  }

  private static int list(Words words, Api api, Screen screen)
      throws CannotDo, InterruptedException {
    List<JsonNode> rules = api.list("/api/numbers", new Query(), MOST);
    if (words.isJson()) {
      screen.json(rules);
      return 0;
    }
    if (rules.isEmpty()) {
      screen.line("No numbers yet: ./oratio numbers add NUMBER AGENT");
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode it : rules) {
      rows.add(
          List.of(
              Screen.text(it, "pattern"),
              Screen.text(it, "agentId"),
              it.has("version") ? "version " + it.path("version").asInt() : "as published",
              it.has("trunkId") ? "by " + Screen.text(it, "trunkId") : "by any trunk",
              Screen.text(it, "numberId")));
    }
    screen.table(rows);
    return 0;
  }

  private static int add(Words words, Api api, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    ObjectNode rule = JsonMapper.shared().createObjectNode();
    rule.put("pattern", words.operand(1, "which number"));
    rule.put("agentId", words.operand(2, "which agent"));
    words.value("--trunk").ifPresent(it -> rule.put("trunkId", it));
    words.number("--version", 1, Integer.MAX_VALUE).ifPresent(it -> rule.put("version", it));
    return told(words, api.post("/api/numbers", rule), screen);
  }

  private static int route(Words words, Api api, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    JsonNode rule = find(words, api);
    ObjectNode patch = JsonMapper.shared().createObjectNode();
    patch.put("agentId", words.operand(2, "which agent"));
    Optional<Integer> version = words.number("--version", 1, Integer.MAX_VALUE);
    if (version.isPresent()) {
      patch.put("version", version.get());
    } else {
      patch.putNull("version");
    }
    return told(
        words,
        api.patch(Query.path("/api/numbers/{}", Screen.text(rule, "numberId")), patch),
        screen);
  }

  private static int remove(Words words, Api api, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    JsonNode rule = find(words.atMost(2), api);
    api.delete(Query.path("/api/numbers/{}", Screen.text(rule, "numberId")));
    screen.line(Screen.text(rule, "pattern") + " is no longer answered by this rule.");
    return 0;
  }

  /// A rule by its id or its pattern; a pattern may stand once for each trunk.
  private static JsonNode find(Words words, Api api)
      throws WrongWords, CannotDo, InterruptedException {
    String named = words.operand(1, "which number");
    Optional<String> trunk = words.value("--trunk");
    List<JsonNode> found =
        api.list("/api/numbers", new Query(), MOST).stream()
            .filter(
                it ->
                    Screen.text(it, "numberId").equals(named)
                        || Screen.text(it, "pattern").equalsIgnoreCase(named)
                            && (trunk.isEmpty() || trunk.get().equals(Screen.text(it, "trunkId"))))
            .toList();
    if (found.isEmpty()) {
      throw new CannotDo("There is no rule for " + named + "; ./oratio numbers lists them.");
    }
    if (found.size() > 1) {
      throw new CannotDo(
          named + " has " + found.size() + " rules: name one by its id, or --trunk.");
    }
    return found.getFirst();
  }

  private static int told(Words words, JsonNode rule, Screen screen) {
    if (words.isJson()) {
      screen.json(rule);
    } else {
      screen.line(
          Screen.text(rule, "pattern") + " is answered by " + Screen.text(rule, "agentId") + ".");
    }
    return 0;
  }
}
