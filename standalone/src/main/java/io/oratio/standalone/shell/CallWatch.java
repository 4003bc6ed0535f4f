package io.oratio.standalone.shell;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// Tells what happens in a call and what is said, until it is over.
final class CallWatch {
  private static final int LOOK_EVERY_MS = 500;
  private static final int TURNS_MAX = 10_000;
  private static final Set<String> GOING_ON = Set.of("reserved", "dialling", "ringing", "answered");

  private final Api api;
  private final Screen screen;
  private final boolean isJson;
  private String lastStatus = "";
  private int turnsTold;

  CallWatch(Api api, Screen screen, boolean isJson) {
    this.api = api;
    this.screen = screen;
    this.isJson = isJson;
  }

  /// @return 0 when it was answered and is over, else 1
  int follow(String callId) throws CannotDo, InterruptedException {
    while (true) {
      JsonNode call = api.get(Query.path("/api/calls/{}", callId));
      String status = Screen.text(call, "status");
      if (!isJson) {
        tell(callId, call, status);
      }
      if (!GOING_ON.contains(status)) {
        if (isJson) {
          screen.json(call);
        }
        return status.equals("completed") ? 0 : CannotDo.FAILED;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
    }
  }

  private void tell(String callId, JsonNode call, String status)
      throws CannotDo, InterruptedException {
    if (!status.equals(lastStatus) && GOING_ON.contains(status)) {
      screen.line(callId + " " + state(call));
    }
    String session = Screen.text(call, "sessionId");
    if (!session.isEmpty()) {
      turns(session);
    }
    if (!status.equals(lastStatus) && !GOING_ON.contains(status)) {
      screen.line(
          callId
              + " "
              + state(call)
              + (session.isEmpty() ? "" : ": ./oratio sessions show " + session));
    }
    lastStatus = status;
  }

  private void turns(String session) throws CannotDo, InterruptedException {
    List<JsonNode> turns =
        api.list(Query.path("/api/sessions/{}/turns", session), new Query(), TURNS_MAX);
    turns
        .subList(Math.min(turnsTold, turns.size()), turns.size())
        .forEach(it -> screen.line(turn(it)));
    turnsTold = turns.size();
  }

  static String state(JsonNode call) {
    String reason = Screen.text(call.path("ending"), "reason");
    String status = Screen.text(call, "status").replace('_', ' ');
    return reason.isEmpty() ? status : status + " (" + reason.replace('_', ' ') + ")";
  }

  /// A turn as a line.
  static String turn(JsonNode turn) {
    String role = Screen.text(turn, "role");
    return String.format(
        Locale.ROOT,
        "%7.1f s  %-9s %s%s",
        turn.path("offsetMs").asDouble(0) / 1000,
        role.equals("tool") ? Screen.text(turn, "toolName") : role,
        Screen.text(turn, "content"),
        turn.path("interrupted").asBoolean(false) ? " (interrupted)" : "");
  }
}
