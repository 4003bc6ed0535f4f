package io.oratio.standalone.shell;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `./oratio knowledge`: what an agent knows, and what it would find.
final class KnowledgeVerb implements Verb {
  private static final int MOST = 10_000;

  @Override
  public String usage() {
    return """
    usage: ./oratio knowledge AGENT [list]
           ./oratio knowledge AGENT add FILE[=DESCRIPTION] [--as PATH]
           ./oratio knowledge AGENT add https://PAGE[=DESCRIPTION]
           ./oratio knowledge AGENT describe DOCUMENT TEXT
           ./oratio knowledge AGENT remove DOCUMENT     a file or a page by its id
           ./oratio knowledge AGENT search QUESTION     what it would find, with scores
      A change makes a draft: ./oratio agents publish AGENT. Each with [--json] [--api URL]\
    """;
  }

  @Override
  public int run(List<String> words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    Words read = Words.read(usage(), words, "--as=").atMost(4);
    String agent = read.operand(0, "which agent");
    String deed = read.operand(1).orElse("list");
    Screen screen = desk.screen();
    try (Api api = desk.api(read)) {
      return switch (deed) {
        case "list" -> list(read, agent, api, screen);
        case "add" -> add(read, agent, api, screen);
        case "describe" -> {
          String document = read.operand(2, "which document");
          JsonNode changed =
              api.patch(
                  Query.path("/api/agents/{}/documents/{}", agent, document),
                  JsonMapper.shared()
                      .createObjectNode()
                      .put("description", read.operand(3, "what is it about")));
          yield told(read, changed, screen);
        }
        case "remove" -> remove(read, agent, api, screen);
        case "search" -> search(read, agent, api, screen);
        default -> throw read.wrong("knowledge does not know '" + deed + "'");
      };
    }
  }

  private static int list(Words words, String agent, Api api, Screen screen)
      throws CannotDo, InterruptedException {
    List<JsonNode> all =
        new ArrayList<>(api.list(Query.path("/api/agents/{}/documents", agent), new Query(), MOST));
    all.addAll(api.list(Query.path("/api/agents/{}/addresses", agent), new Query(), MOST));
    if (words.isJson()) {
      screen.json(all);
      return 0;
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode it : all) {
      rows.add(
          List.of(
              it.has("url") ? Screen.text(it, "addressId") : Screen.text(it, "documentId"),
              Screen.text(it, "state"),
              it.path("passages").asString("0") + " passages",
              it.has("url") ? Screen.text(it, "url") : Screen.text(it, "path"),
              it.has("error") ? Screen.text(it, "error") : Screen.text(it, "description")));
    }
    screen.table(rows);
    return 0;
  }

  private static int add(Words words, String agent, Api api, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    String what = words.operand(2, "which file or page");
    NewAgent.Described file = NewAgent.Described.of(what);
    if (what.startsWith("http://") || what.startsWith("https://")) {
      ObjectNode address = NewAgent.address(what);
      return told(words, api.post(Query.path("/api/agents/{}/addresses", agent), address), screen);
    }
    if (!Files.isRegularFile(file.path())) {
      throw new CannotDo("There is no file " + file.path() + ".");
    }
    Multipart form = new Multipart();
    form.text("path", words.value("--as").orElse(file.name()));
    file.description().ifPresent(it -> form.text("description", it));
    form.file("file", file.name(), file.path());
    return told(
        words,
        api.send(Ask.of("POST", Query.path("/api/agents/{}/documents", agent)).with(form)),
        screen);
  }

  private static int remove(Words words, String agent, Api api, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    String id = words.operand(2, "which document");
    try {
      api.delete(Query.path("/api/agents/{}/documents/{}", agent, id));
    } catch (Refused e) {
      if (!e.code().equals("DOCUMENT_NOT_FOUND")) {
        throw e;
      }
      api.delete(Query.path("/api/agents/{}/addresses/{}", agent, id));
    }
    screen.line(id + " is removed.");
    return 0;
  }

  private static int search(Words words, String agent, Api api, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    JsonNode found =
        api.post(
            Query.path("/api/agents/{}/knowledge/search", agent),
            JsonMapper.shared()
                .createObjectNode()
                .put("query", words.operand(2, "which question")));
    if (words.isJson()) {
      screen.json(found);
      return 0;
    }
    for (JsonNode it : found.path("passages")) {
      screen.line(
          String.format(
              Locale.ROOT,
              "%.2f %s %s",
              it.path("score").asDouble(0),
              it.path("aboveBar").asBoolean(false) ? "+" : "-",
              Screen.text(it, "path")));
      screen.line("     " + Screen.text(it, "text").strip().replace("\n", "\n     "));
    }
    screen.line(
        String.format(
            Locale.ROOT, "Answers are given from %.2f on (+).", found.path("bar").asDouble(0)));
    return 0;
  }

  private static int told(Words words, JsonNode known, Screen screen) {
    if (words.isJson()) {
      screen.json(known);
    } else {
      screen.line(
          (known.has("url") ? Screen.text(known, "url") : Screen.text(known, "path"))
              + " is "
              + Screen.text(known, "state")
              + ".");
    }
    return 0;
  }
}
