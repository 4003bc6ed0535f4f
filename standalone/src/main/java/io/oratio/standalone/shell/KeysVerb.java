package io.oratio.standalone.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `./oratio keys`: API keys for programs and publishable keys for widgets.
final class KeysVerb implements Verb {
  private static final int MOST = 1_000;

  @Override
  public String usage() {
    return """
    usage: ./oratio keys [list]
           ./oratio keys create NAME --scope SCOPE... [--agent AGENT]... [--days N] [--only]
           ./oratio keys create NAME --widget --agent AGENT... --origin https://SITE... [--days N]
           ./oratio keys rotate KEY [--overlap SECONDS] [--only]   both live meanwhile (default: a day)
           ./oratio keys revoke KEY
      A key is shown once. --only prints nothing but the key: KEY=$(./oratio keys create … --only)
      Scopes: agents:read agents:write knowledge:read knowledge:write chat:write conversations:read
              calls:read calls:write telephony:read telephony:write sessions:read sessions:write
              notifications:read notifications:write
      each with [--json] [--api URL]\
    """;
  }

  @Override
  public int run(List<String> words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    Words read =
        Words.read(
                usage(),
                words,
                "--scope=",
                "--agent=",
                "--origin=",
                "--days=",
                "--overlap=",
                "--widget",
                "--only")
            .atMost(2);
    String deed = read.operand(0).orElse("list");
    try (Api api = desk.api(read)) {
      return switch (deed) {
        case "list" -> list(read, api, desk.screen());
        case "create" -> shown(read, api.post("/api/api-keys", wish(read, desk)), desk.screen());
        case "rotate" -> rotate(read, api, desk.screen());
        case "revoke" -> {
          String key = read.operand(1, "which key");
          api.delete(Query.path("/api/api-keys/{}", key));
          desk.screen().line(key + " is revoked, everywhere within 5 seconds.");
          yield 0;
        }
        default -> throw read.wrong("keys does not know '" + deed + "'");
      };
    }
  }

  private static int list(Words words, Api api, Screen screen)
      throws CannotDo, InterruptedException {
    List<JsonNode> keys = api.list("/api/api-keys", new Query(), MOST);
    if (words.isJson()) {
      screen.json(keys);
      return 0;
    }
    if (keys.isEmpty()) {
      screen.line("No keys yet: ./oratio keys create NAME --scope chat:write");
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode it : keys) {
      rows.add(
          List.of(
              Screen.text(it, "keyId"),
              Screen.text(it, "kind"),
              Screen.text(it, "status"),
              "until " + Screen.when(it.path("expiresAt")),
              it.path("useCount").asString("0") + " uses",
              Screen.text(it, "name"),
              Screen.joined(it.path("scopes"))));
    }
    screen.table(rows);
    return 0;
  }

  private static ObjectNode wish(Words words, Desk desk) throws WrongWords {
    ObjectNode wish = JsonMapper.shared().createObjectNode();
    wish.put("name", words.operand(1, "what is it called"));
    wish.put("kind", words.has("--widget") ? "widget" : "secret");
    all(words, wish, "--scope", "scopes");
    all(words, wish, "--agent", "agents");
    all(words, wish, "--origin", "origins");
    Optional<Integer> days = words.number("--days", 1, 730);
    days.ifPresent(
        it ->
            wish.put(
                "expiresAt",
                desk.surroundings().clock().instant().plus(Duration.ofDays(it)).toString()));
    return wish;
  }

  /// Also several in one value, behind commas.
  private static void all(Words words, ObjectNode wish, String option, String member) {
    List<String> values =
        words.all(option).stream()
            .flatMap(it -> List.of(it.split(",")).stream())
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .toList();
    if (!values.isEmpty()) {
      ArrayNode list = wish.putArray(member);
      values.forEach(list::add);
    }
  }

  private static int rotate(Words words, Api api, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    words.number("--overlap", 0, 604_800).ifPresent(it -> body.put("overlapSeconds", it));
    return shown(
        words,
        api.post(Query.path("/api/api-keys/{}/rotate", words.operand(1, "which key")), body),
        screen);
  }

  private static int shown(Words words, JsonNode key, Screen screen) {
    if (words.isJson()) {
      screen.json(key);
    } else if (words.has("--only")) {
      screen.line(Screen.text(key, "key"));
    } else {
      screen.fact("Key", Screen.text(key, "key"));
      screen.fact("Id", Screen.text(key, "keyId"));
      screen.fact("Until", Screen.when(key.path("expiresAt")));
      screen.line("Keep it now: it is not shown again.");
    }
    return 0;
  }
}
