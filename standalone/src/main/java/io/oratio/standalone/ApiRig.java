package io.oratio.standalone;

import io.oratio.storage.embedded.EmbeddedDatabase;
import io.oratio.storage.postgres.ManySessions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole `up` in a process of its own over a PostgreSQL that holds many sessions, and a key for
/// its API. All of it lies in a folder that is taken away again.
final class ApiRig implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(300);
  private static final Pattern LINK = Pattern.compile("First owner \\S*#token=(\\S+)");

  private final Path folder;
  private final EmbeddedDatabase database;
  private final BenchProcess up;
  private final URI base;
  private final String key;

  private ApiRig(Path folder, EmbeddedDatabase database, BenchProcess up, URI base, String key) {
    this.folder = folder;
    this.database = database;
    this.up = up;
    this.base = base;
    this.key = key;
  }

  /// Blocks for minutes: the sessions are written first.
  static ApiRig start(int sessions, int turnsEach, PrintStream out)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("oratio-bench-api");
    EmbeddedDatabase database =
        EmbeddedDatabase.start(folder.resolve("database"), Duration.ofSeconds(5));
    @Nullable BenchProcess up = null;
    try {
      up = up(folder, database);
      JsonNode ready = up.untilReady(folder.resolve("ready.json"), START);
      out.printf("Writing %,d sessions with %d turns each ...%n", sessions, turnsEach);
      long began = System.nanoTime();
      new ManySessions(DemoTenant.ID, Instant.now())
          .fill(database.jdbcUrl(), database.user(), database.password(), sessions, turnsEach);
      out.printf(
          "... written in %d s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
      URI base = URI.create(ready.path("http").asString());
      return new ApiRig(folder, database, up, base, key(base, up.output()));
    } catch (SQLException e) {
      end(up, database, folder);
      throw new IOException("the sessions could not be written: " + e.getMessage(), e);
    } catch (IOException | InterruptedException e) {
      end(up, database, folder);
      throw e;
    }
  }

  URI base() {
    return base;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + key);
  }

  ProcessFigures figures() throws IOException {
    return ProcessFigures.of(up.pid());
  }

  @Override
  public void close() {
    end(up, database, folder);
  }

  private static void end(@Nullable BenchProcess up, EmbeddedDatabase database, Path folder) {
    if (up != null) {
      up.close();
    }
    database.close();
    BenchProcess.remove(folder);
  }

  private static BenchProcess up(Path folder, EmbeddedDatabase database) throws IOException {
    String much = "1000000";
    return BenchProcess.start(
        folder,
        "up",
        BenchProcess.OURS,
        Map.of(
            "ORATIO_STORAGE_RECORDS",
            "postgres",
            "ORATIO_STORAGE_POSTGRES_URL",
            database.jdbcUrl(),
            "ORATIO_STORAGE_POSTGRES_USER",
            database.user(),
            "ORATIO_STORAGE_POSTGRES_PASSWORD",
            database.password().reveal(),
            "ORATIO_API_PERMINUTE_READS",
            much,
            "ORATIO_API_PERMINUTE_WRITES",
            much),
        Oratio.class.getName(),
        "up",
        "--engine",
        "local",
        "--data",
        folder.resolve("data").toString(),
        "--sip-port",
        "0",
        "--http-port",
        "0",
        "--ready-file",
        folder.resolve("ready.json").toString());
  }

  /// Becomes the first owner by the link that was printed, and makes a key.
  private static String key(URI base, String printed) throws IOException, InterruptedException {
    Matcher link = LINK.matcher(printed);
    if (!link.find()) {
      throw new IOException("no link for the first owner was printed");
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      String token =
          post(
                  client,
                  base.resolve("/api/auth/claim"),
                  "",
                  Map.of(
                      "token", link.group(1),
                      "email", "bench@example.com",
                      "password", "a bench with a long back",
                      "tenantName", "Bench",
                      "session", "token"))
              .path("accessToken")
              .asString();
      return post(
              client,
              base.resolve("/api/api-keys"),
              token,
              Map.of(
                  "name",
                  "bench",
                  "kind",
                  "secret",
                  "scopes",
                  List.of("sessions:read", "chat:write", "agents:read")))
          .path("key")
          .asString();
    }
  }

  private static JsonNode post(HttpClient client, URI to, String token, Map<String, Object> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(to.getPath() + " answered " + answer.statusCode());
    }
    return JsonMapper.shared().readTree(answer.body());
  }
}
