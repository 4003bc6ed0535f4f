package io.oratio.standalone.shell;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// `./oratio audit`: who changed what, and whether the record of it is whole.
final class AuditVerb implements Verb {
  @Override
  public String usage() {
    return """
    usage: ./oratio audit [list] [--limit N]    who changed what, the newest first
           ./oratio audit verify                whether no entry was changed or taken away; 1 if not
      each with [--json] [--api URL]\
    """;
  }

  @Override
  public int run(List<String> words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    Words read = Words.read(usage(), words, "--limit=").atMost(1);
    String deed = read.operand(0).orElse("list");
    try (Api api = desk.api(read)) {
      return switch (deed) {
        case "list" -> list(read, api, desk.screen());
        case "verify" -> verify(read, api.get("/api/audit/verify"), desk.screen());
        default -> throw read.wrong("audit does not know '" + deed + "'");
      };
    }
  }

  private static int list(Words words, Api api, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    List<JsonNode> entries =
        api.list("/api/audit", new Query(), words.number("--limit", 1, 100_000).orElse(50));
    if (words.isJson()) {
      screen.json(entries);
      return 0;
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode it : entries) {
      rows.add(
          List.of(
              it.path("sequence").asString(),
              Screen.when(it.path("at")),
              Screen.text(it, "action"),
              Screen.text(it.path("target"), "kind") + " " + Screen.text(it.path("target"), "id"),
              "by "
                  + Screen.text(it.path("actor"), "kind")
                  + " "
                  + Screen.text(it.path("actor"), "id")));
    }
    screen.table(rows);
    return 0;
  }

  private static int verify(Words words, JsonNode verdict, Screen screen) {
    boolean isIntact = verdict.path("intact").asBoolean(false);
    if (words.isJson()) {
      screen.json(verdict);
    } else if (isIntact) {
      screen.line("The audit log is whole: " + verdict.path("entries").asString() + " entries.");
      screen.fact("Last hash", Screen.text(verdict, "lastHash"));
    } else {
      screen.line(
          "The audit log is NOT whole: entry "
              + verdict.path("firstBroken").asString("unknown")
              + " does not fit what stands before it.");
    }
    return isIntact ? 0 : CannotDo.FAILED;
  }
}
