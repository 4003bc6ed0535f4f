package io.oratio.standalone.shell;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// `./oratio notifications`: who needs a human being.
final class NotificationsVerb implements Verb {
  @Override
  public String usage() {
    return """
    usage: ./oratio notifications [list] [--status unread|read|acknowledged] [--limit N]
           ./oratio notifications show|read|acknowledge|claim|release NOTIFICATION
      each with [--json] [--api URL]\
    """;
  }

  @Override
  public int run(List<String> words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    Words read = Words.read(usage(), words, "--status=", "--limit=").atMost(2);
    String deed = read.operand(0).orElse("list");
    try (Api api = desk.api(read)) {
      return switch (deed) {
        case "list" -> list(read, api, desk.screen());
        case "show" -> told(read, api.get(one(read, "")), desk.screen());
        case "read", "acknowledge", "claim", "release" ->
            told(read, api.post(one(read, "/" + deed)), desk.screen());
        default -> throw read.wrong("notifications does not know '" + deed + "'");
      };
    }
  }

  private static String one(Words words, String deed) throws WrongWords {
    return Query.path("/api/notifications/{}", words.operand(1, "which notification")) + deed;
  }

  private static int list(Words words, Api api, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    List<JsonNode> all =
        api.list(
            "/api/notifications",
            new Query().with("status", words.value("--status")),
            words.number("--limit", 1, 10_000).orElse(50));
    if (words.isJson()) {
      screen.json(all);
      return 0;
    }
    if (all.isEmpty()) {
      screen.line("Nobody waits.");
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode it : all) {
      rows.add(
          List.of(
              Screen.text(it, "notificationId"),
              Screen.when(it.path("createdAt")),
              Screen.text(it, "priority"),
              it.has("claimedBy") ? "claimed" : Screen.text(it, "status"),
              Screen.text(it, "agentId"),
              Screen.text(it, "message")));
    }
    screen.table(rows);
    return 0;
  }

  private static int told(Words words, JsonNode it, Screen screen) {
    if (words.isJson()) {
      screen.json(it);
      return 0;
    }
    screen.line(
        Screen.text(it, "notificationId")
            + " is "
            + Screen.text(it, "status")
            + (it.has("claimedBy") ? ", claimed by " + Screen.text(it, "claimedBy") : "")
            + ".");
    screen.line(Screen.text(it, "message"));
    screen.line("./oratio sessions show " + Screen.text(it, "sessionId"));
    return 0;
  }
}
