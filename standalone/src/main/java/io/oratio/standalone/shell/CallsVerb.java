package io.oratio.standalone.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `./oratio calls`: dialling out, and commanding live calls.
final class CallsVerb implements Verb {
  @Override
  public String usage() {
    return """
    usage: ./oratio calls [list] [--agent AGENT] [--status STATUS] [--limit N]
                                   calls that were asked for, and live ones that came in
           ./oratio calls show CALL
           ./oratio calls start AGENT NUMBER [--from NUMBER] [--trunk TRUNK] [--ring SECONDS]
               [--meta NAME=TEXT]... [--follow]
               [--key KEY]         names this one wish: with the same key it is never dialled twice
                                   (default: a fresh one, told when the line to the server breaks)
           ./oratio calls follow CALL         what happens and is said until it is over; 1 if nobody spoke
           ./oratio calls hangup CALL
           ./oratio calls say CALL TEXT
           ./oratio calls transfer CALL TARGET
           ./oratio calls digits CALL DIGITS
      CALL is a call's id, or the session's of one that came in. Each with [--json] [--api URL]\
    """;
  }

  @Override
  public int run(List<String> words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    Words read =
        Words.read(
                usage(),
                words,
                "--agent=",
                "--status=",
                "--limit=",
                "--from=",
                "--trunk=",
                "--ring=",
                "--meta=",
                "--key=",
                "--follow")
            .atMost(3);
    String deed = read.operand(0).orElse("list");
    Screen screen = desk.screen();
    try (Api api = desk.api(read)) {
      return switch (deed) {
        case "list" -> list(read, api, screen);
        case "show" -> show(read, api.get(call(read, "/api/calls/{}")), screen);
        case "start" -> start(read, api, screen);
        case "follow" -> new CallWatch(api, screen, read.isJson()).follow(which(read));
        case "hangup" -> {
          api.post(call(read, "/api/calls/{}/hangup"));
          screen.line(which(read) + " is being ended.");
          yield 0;
        }
        case "say" -> command(read, api, "say", "text", "what", screen);
        case "transfer" -> command(read, api, "transfer", "target", "to whom", screen);
        case "digits" -> command(read, api, "digits", "digits", "which digits", screen);
        default -> throw read.wrong("calls does not know '" + deed + "'");
      };
    }
  }

  private static String which(Words words) throws WrongWords {
    return words.operand(1, "which call");
  }

  private static String call(Words words, String pattern) throws WrongWords {
    return Query.path(pattern, which(words));
  }

  private static int list(Words words, Api api, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    Query query =
        new Query().with("agentId", words.value("--agent")).with("status", words.value("--status"));
    List<JsonNode> calls =
        api.list("/api/calls", query, words.number("--limit", 1, 10_000).orElse(20));
    if (words.isJson()) {
      screen.json(calls);
      return 0;
    }
    if (calls.isEmpty()) {
      screen.line("No calls: ./oratio calls start AGENT NUMBER, or ./oratio sessions");
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode it : calls) {
      rows.add(
          List.of(
              Screen.text(it, "callId"),
              Screen.when(it.path("createdAt")),
              Screen.text(it, "direction"),
              Screen.text(it, "status"),
              Screen.text(it, "agentId"),
              Screen.text(it, "to")));
    }
    screen.table(rows);
    return 0;
  }

  private static int show(Words words, JsonNode call, Screen screen) {
    if (words.isJson()) {
      screen.json(call);
      return 0;
    }
    screen.fact("Call", Screen.text(call, "callId") + ", " + Screen.text(call, "direction"));
    screen.fact("State", CallWatch.state(call));
    screen.fact("Agent", Screen.text(call, "agentId"));
    screen.fact("To", Screen.text(call, "to"));
    screen.fact("From", Screen.text(call, "from"));
    screen.fact("Began", Screen.when(call.path("createdAt")));
    screen.fact("Answered", Screen.when(call.path("answeredAt")));
    screen.fact("Ended", Screen.when(call.path("endedAt")));
    screen.fact("Session", Screen.text(call, "sessionId"));
    return 0;
  }

  private static int start(Words words, Api api, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    ObjectNode wish = JsonMapper.shared().createObjectNode();
    wish.put("agentId", words.operand(1, "which agent"));
    wish.put("to", words.operand(2, "whom does it call"));
    words.value("--from").ifPresent(it -> wish.put("from", it));
    words.value("--trunk").ifPresent(it -> wish.put("trunkId", it));
    words.number("--ring", 5, 120).ifPresent(it -> wish.put("ringSeconds", it));
    for (String each : words.all("--meta")) {
      Map.Entry<String, String> pair = words.pair("--meta", each);
      wish.withObjectProperty("metadata").put(pair.getKey(), pair.getValue());
    }
    String key = words.value("--key").orElseGet(() -> UUID.randomUUID().toString());
    JsonNode accepted;
    try {
      accepted = api.send(Ask.of("POST", "/api/calls").with("application/json", wish).onceAs(key));
    } catch (CannotDo e) {
      if (e.status() == CannotDo.UNREACHABLE) {
        screen.aside("oratio: to ask for the same call again, and for no second one: --key " + key);
      }
      throw e;
    }
    String call = Screen.text(accepted, "callId");
    if (words.has("--follow")) {
      return new CallWatch(api, screen, words.isJson()).follow(call);
    }
    if (words.isJson()) {
      screen.json(accepted);
    } else {
      screen.line(call + " is " + Screen.text(accepted, "status") + ".");
    }
    return 0;
  }

  private static int command(
      Words words, Api api, String command, String member, String what, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    String value = words.operand(2, what);
    api.post(
        Query.path("/api/calls/{}/" + command, which(words)),
        JsonMapper.shared().createObjectNode().put(member, value));
    screen.line("Done.");
    return 0;
  }
}
