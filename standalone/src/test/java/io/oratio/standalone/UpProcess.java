package io.oratio.standalone;

import io.oratio.domain.session.Session;
import io.oratio.domain.session.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `up` as a process of its own, as a user has it: started, waited for, stopped or killed by its
/// id.
final class UpProcess implements AutoCloseable {
  private static final long START_SECONDS_MAX = 240;

  private final Path data;
  private final Path log;
  private final Process process;
  private final JsonNode ready;

  private UpProcess(Path data, Path log, Process process, JsonNode ready) {
    this.data = data;
    this.log = log;
    this.process = process;
    this.ready = ready;
  }

  /// Starts it on free ports and waits until it takes calls.
  ///
  /// @param more further words of the command
  static UpProcess start(
      Path folder, String engine, Map<String, String> environment, String... more)
      throws IOException, InterruptedException {
    Path readyFile = folder.resolve("ready.json");
    Files.deleteIfExists(readyFile);
    Path log = folder.resolve("up.log");
    Path data = folder.resolve("data");
    List<String> words = new ArrayList<>(List.of("up", "--engine", engine));
    words.addAll(List.of("--data", data.toString(), "--sip-port", "0", "--http-port", "0"));
    words.addAll(List.of("--ready-file", readyFile.toString()));
    words.addAll(List.of(more));
    Process process = launch(log, environment, words.toArray(String[]::new));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
    while (!Files.exists(readyFile)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new AssertionError("up did not start: " + Files.readString(log));
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    return new UpProcess(
        data, log, process, JsonMapper.shared().readTree(Files.readString(readyFile)));
  }

  /// Runs a verb to its end.
  static int run(Path log, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    Process process = launch(log, environment, words);
    if (!process.waitFor(START_SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it did not end: " + Files.readString(log));
    }
    return process.exitValue();
  }

  private static Process launch(Path log, Map<String, String> environment, String... words)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Doratio.home="
                + environment.getOrDefault(
                    "ORATIO_HOME", Path.of("..").toAbsolutePath().normalize().toString()),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "io.oratio.standalone.Oratio"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.startsWith("AWS_") || key.startsWith("ORATIO_"));
    builder.environment().put("ORATIO_SIP_BIND", "127.0.0.1");
    builder.environment().putAll(environment);
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
  }

  String dial() {
    return ready.path("dial").asString();
  }

  String http() {
    return ready.path("http").asString();
  }

  int sipPort() {
    return Integer.parseInt(dial().substring(dial().lastIndexOf(':') + 1));
  }

  JsonNode ready() {
    return ready;
  }

  /// What it printed so far.
  String printed() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /// Ends it as a crash would.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  /// Waits until so many calls have been closed and gives them, the newest first.
  List<Recorded> closed(int count) {
    await(() -> ended().size() >= count, "fewer than " + count + " calls ended");
    return ended();
  }

  private List<Recorded> ended() {
    try (io.oratio.storage.Stores stores =
        io.oratio.storage.Stores.attach(io.oratio.storage.StorageSettings.usual(), data)) {
      return stores.sessions().recent(DemoTenant.ID, 100).stream()
          .filter(session -> session.endTime().isPresent())
          .map(
              session ->
                  new Recorded(
                      session,
                      stores.sessions().turns(DemoTenant.ID, session.sessionId(), 0, 1000),
                      session
                          .audioRecordingUrl()
                          .map(
                              _ ->
                                  data.resolve(
                                      "objects/oratio-recordings/"
                                          + session.sessionId()
                                          + "/audio.wav"))))
          .toList();
    }
  }

  /// A call as it was kept.
  record Recorded(Session session, List<Turn> turns, Optional<Path> recording) {}

  static void await(BooleanSupplier holds, String otherwise) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(otherwise + " within 60 s");
      }
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
