package io.oratio.standalone.shell;

import io.oratio.standalone.shell.StandInServer.Says;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The verbs against a server that a test makes up, with a configuration folder of the test's own.
final class ShellRig implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");

  final StandInServer server = new StandInServer();
  final Map<String, String> environment = new HashMap<>();

  /// What a command printed.
  record Said(int status, String out, String err) {}

  ShellRig(Path folder) throws IOException {
    environment.put("ORATIO_LOGIN_FILE", folder.resolve("of-mine/login.json").toString());
    server.on("POST /api/auth/login", signedIn("access-1", "refresh-1-of-sixteen"));
    server.on("GET /api/agents", "{\"data\": []}");
  }

  @Override
  public void close() {
    server.close();
  }

  void login() throws Exception {
    say("p\n", "login", address(), "--email", "ada@example.com", "--password-stdin");
    server.asked().clear();
  }

  String address() {
    return server.address().toString();
  }

  static Function<StandInServer.Asked, Says> signedIn(String access, String refresh) {
    return _ ->
        Says.json(
            200,
            """
            {"accessToken": "%s", "tokenType": "Bearer", "refreshToken": "%s", "expiresInSeconds": 900,
             "me": {"userId": "u", "email": "ada@example.com", "tenantName": "Ada's", "role": "owner"}}
            """
                .formatted(access, refresh));
  }

  static JsonNode body(StandInServer.Asked asked) {
    return JsonMapper.shared().readTree(asked.body());
  }

  static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  Said say(String typed, String... words) throws WrongWords, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Shell.run(
            words[0],
            List.of(words).subList(1, words.length),
            surroundings(
                typed,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)));
    return new Said(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  Surroundings surroundings(String typed, PrintStream out, PrintStream err) {
    return new Surroundings(
        Map.copyOf(environment),
        new BufferedReader(new StringReader(typed)),
        out,
        err,
        false,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
