package io.oratio.standalone.shell;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The versions of an agent: what callers hear, heard, and may hear next.
final class AgentVersions {
  private static final int MOST = 1_000;

  private final Words words;
  private final Api api;
  private final Screen screen;

  AgentVersions(Words words, Api api, Screen screen) {
    this.words = words;
    this.api = api;
    this.screen = screen;
  }

  int versions(String agent) throws CannotDo, InterruptedException {
    List<JsonNode> versions =
        api.list(Query.path("/api/agents/{}/versions", agent), new Query(), MOST);
    if (words.isJson()) {
      screen.json(versions);
      return 0;
    }
    screen.table(
        versions.stream()
            .map(
                it ->
                    List.of(
                        it.path("version").asString(),
                        Screen.text(it, "state"),
                        Screen.when(it.path("createdAt"))))
            .toList());
    return 0;
  }

  int publish(String agent) throws WrongWords, CannotDo, InterruptedException {
    String version =
        words.operand(1).isPresent()
            ? words.operand(1).get()
            : api.get(Query.path("/api/agents/{}", agent)).path("latestVersion").asString("1");
    JsonNode published = api.post(Query.path("/api/agents/{}/versions/{}/publish", agent, version));
    return answered(published, agent + " answers as version " + version + ".");
  }

  int rollback(String agent) throws WrongWords, CannotDo, InterruptedException {
    ObjectNode choice = JsonMapper.shared().createObjectNode();
    if (words.operand(1).isPresent()) {
      choice.put("version", words.number("VERSION", words.operand(1).get(), 1, Integer.MAX_VALUE));
    }
    JsonNode now = api.post(Query.path("/api/agents/{}/rollback", agent), choice);
    String version = now.path("publishedVersion").asString(now.path("version").asString(""));
    return answered(now, agent + " answers as version " + version + " again.");
  }

  int diff(String agent) throws WrongWords, CannotDo, InterruptedException {
    JsonNode diff =
        api.get(
            Query.path("/api/agents/{}/versions/{}/diff", agent, words.operand(1, "which version"))
                + new Query().with("against", words.operand(2, "against which version")));
    if (words.isJson()) {
      screen.json(diff);
      return 0;
    }
    for (JsonNode change : diff.path("changes")) {
      screen.line(Screen.text(change, "change") + "  " + Screen.text(change, "pointer"));
    }
    screen.words(Screen.text(diff, "promptDiff"));
    return 0;
  }

  private int answered(JsonNode json, String sentence) {
    if (words.isJson()) {
      screen.json(json);
    } else {
      screen.line(sentence);
    }
    return 0;
  }
}
