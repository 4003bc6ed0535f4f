package io.oratio.simulator.server;

import io.oratio.simulator.report.Reports;
import io.oratio.simulator.report.SessionReport;
import io.oratio.simulator.script.Script;
import io.oratio.simulator.script.ScriptReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// The calls by which a person or a test steers the simulator: plain HTTP on the same port,
/// HTTP/1.1 or HTTP/2.
///
/// - `POST /simulator/scenario`: a script; its parts replace those in force, for sessions to come
/// - `DELETE /simulator/scenario`: the script the simulator was started with
/// - `GET /simulator/reports`: the reports of the sessions that ended, one line of JSON each
/// - `GET /simulator/health`: how many streams there are
public final class AdminCalls {
  /// The longest body taken.
  static final int LONGEST_BODY_BYTES = 1 << 20;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final FaultDesk desk;
  private final Script original;
  private final Reports reports;
  private final Gate gate;

  AdminCalls(FaultDesk desk, Reports reports, Gate gate) {
    this.desk = desk;
    this.original = desk.script();
    this.reports = reports;
    this.gate = gate;
  }

  /// @param body JSON, or JSON lines
  record Answer(int status, String contentType, byte[] body) {}

  Answer answer(String method, String path, byte[] body) {
    return switch (method + " " + path) {
      case "POST /simulator/scenario" -> scenario(new String(body, StandardCharsets.UTF_8));
      case "DELETE /simulator/scenario" -> {
        desk.put(original);
        yield json(200, "{\"ok\":true}");
      }
      case "GET /simulator/reports" ->
          new Answer(
              200,
              "application/x-ndjson",
              reports.all().stream()
                  .map(SessionReport::toJson)
                  .collect(Collectors.joining("\n", "", "\n"))
                  .getBytes(StandardCharsets.UTF_8));
      case "GET /simulator/health" -> json(200, "{\"streams\":" + gate.streams() + "}");
      default -> json(404, "{\"message\":\"There is nothing here.\"}");
    };
  }

  private Answer scenario(String body) {
    try {
      desk.put(ScriptReader.over(desk.script(), body, Path.of("")));
      return json(200, "{\"ok\":true}");
    } catch (IllegalArgumentException e) {
      return json(
          400, "{\"message\":" + JSON.writeValueAsString(String.valueOf(e.getMessage())) + "}");
    }
  }

  private static Answer json(int status, String body) {
    return new Answer(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }
}
