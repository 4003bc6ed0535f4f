package io.oratio.standalone.shell;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Agents made and changed.
final class AgentMaking {
  private AgentMaking() {}

  static int create(Words words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    NewAgent wanted = NewAgent.of(words);
    try (Api api = desk.api(words)) {
      JsonNode accepted = api.send(Ask.of("POST", "/api/agents").with(wanted.form()));
      return begun(words, accepted, api, desk.screen(), !words.has("--no-wait"));
    }
  }

  private static int begun(Words words, JsonNode accepted, Api api, Screen screen, boolean waits)
      throws CannotDo, InterruptedException {
    String agent = Screen.text(accepted, "agentId");
    if (!waits) {
      if (words.isJson()) {
        screen.json(accepted);
      } else {
        screen.line(agent + " is being made: ./oratio agents watch " + agent);
      }
      return 0;
    }
    return new CreationWatch(api, screen, words.isJson()).follow(agent);
  }

  static int imported(Words words, Api api, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    Path file = Path.of(words.operand(0, "which file"));
    try {
      JsonNode accepted =
          api.send(
              Ask.of("POST", "/api/agents/import")
                  .withBytes("application/zip", BodyPublishers.ofFile(file)));
      return begun(words, accepted, api, screen, true);
    } catch (FileNotFoundException _) {
      throw new CannotDo("There is no file " + file + ".");
    }
  }

  static int change(Words words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    String agent = words.atMost(1).operand(0, "which agent");
    ObjectNode patch = Disk.members(words.value("--more"));
    words.value("--name").ifPresent(it -> patch.put("agentName", it));
    words.value("--greeting").ifPresent(it -> patch.put("greeting", it));
    Optional<String> sop = words.value("--sop");
    if (sop.isPresent()) {
      patch.put("sop", Disk.text(sop.get()));
    }
    if (patch.isEmpty()) {
      throw words.wrong("what is to change");
    }
    try (Api api = desk.api(words)) {
      JsonNode changed = api.patch(Query.path("/api/agents/{}", agent), patch);
      if (words.isJson()) {
        desk.screen().json(changed);
        return 0;
      }
      int latest = changed.path("latestVersion").asInt(0);
      boolean isDraft = latest != changed.path("publishedVersion").asInt(0);
      desk.screen()
          .line(
              agent
                  + " is changed"
                  + (isDraft
                      ? "; version " + latest + " is a draft: ./oratio agents publish " + agent
                      : "."));
      return 0;
    }
  }
}
