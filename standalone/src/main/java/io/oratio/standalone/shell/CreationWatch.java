package io.oratio.standalone.shell;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// Tells how an agent's creation goes, a line for each step, until it is made or has failed.
final class CreationWatch {
  private static final int LOOK_EVERY_MS = 400;

  private final Api api;
  private final Screen screen;
  private final boolean isJson;

  CreationWatch(Api api, Screen screen, boolean isJson) {
    this.api = api;
    this.screen = screen;
    this.isJson = isJson;
  }

  int follow(String agent) throws CannotDo, InterruptedException {
    Map<String, String> seen = new HashMap<>();
    while (true) {
      JsonNode creation = api.get(Query.path("/api/agents/{}/creation", agent));
      String status = Screen.text(creation, "status");
      if (!isJson) {
        creation.path("steps").forEach(it -> step(it, seen));
      }
      if (!status.equals("running")) {
        return ended(agent, creation, status.equals("completed"));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
    }
  }

  private int ended(String agent, JsonNode creation, boolean isMade) {
    if (isJson) {
      screen.json(creation);
    } else {
      screen.line(
          isMade
              ? agent + " is made."
              : agent + " could not be made: ./oratio agents retry " + agent);
    }
    return isMade ? 0 : CannotDo.FAILED;
  }

  private void step(JsonNode step, Map<String, String> seen) {
    String name = Screen.text(step, "name");
    String state = Screen.text(step, "state");
    String error = Screen.text(step, "error");
    String now = state + error;
    boolean isEnd = state.equals("completed") || state.equals("failed");
    if ((isEnd || !error.isBlank()) && !now.equals(seen.put(name, now))) {
      screen.line(
          "  "
              + words(name)
              + (isEnd ? ": " + state : ": tried again")
              + (error.isBlank() ? "" : ". " + error));
    }
  }

  private static String words(String step) {
    return switch (step) {
      case "provision_knowledge" -> "take the documents in";
      case "run_creator" -> "write the agent";
      case "check_artefacts" -> "check what was written";
      case "deploy" -> "publish it";
      case "notify" -> "tell everybody";
      default -> step;
    };
  }
}
