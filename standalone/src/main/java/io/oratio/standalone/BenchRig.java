package io.oratio.standalone;

import io.oratio.phone.load.LoadMain;
import io.oratio.simulator.SimulatorMain;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Three processes on this machine: the simulator, a gateway that uses it, and the callers. Ended
/// by their ids.
final class BenchRig implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);

  /// How the launcher runs the gateway: the flags of this process.
  private static final List<String> OURS =
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(it -> it.startsWith("-X"))
          .toList();

  /// The two that stand beside it compile less, so that they take less from what is measured.
  private static final List<String> LIGHT =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m");

  private final Path folder;
  private final Process simulator;
  private final Process gateway;
  private final JsonNode ready;

  private BenchRig(Path folder, Process simulator, Process gateway, JsonNode ready) {
    this.folder = folder;
    this.simulator = simulator;
    this.gateway = gateway;
    this.ready = ready;
  }

  static BenchRig start(PrintStream out) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("oratio-bench");
    out.println("Starting a simulator and a gateway ...");
    int port = freePort();
    Process simulator =
        java(
            folder,
            "simulator",
            LIGHT,
            Map.of(),
            SimulatorMain.class.getName(),
            "--port",
            "" + port,
            "--strict",
            "--quota",
            "1000");
    Path readyFile = folder.resolve("ready.json");
    Process gateway =
        java(
            folder,
            "gateway",
            OURS,
            Map.of(
                "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:" + port,
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "bench",
                "AWS_SECRET_ACCESS_KEY", "bench",
                "ORATIO_CALLS_MAX", "1000",
                "ORATIO_CALLS_PERSECOND", "1000",
                "ORATIO_ENGINE_NOVA_MAXSESSIONS", "1000"),
            Oratio.class.getName(),
            "up",
            "--engine",
            "nova",
            "--data",
            folder.resolve("data").toString(),
            "--sip-port",
            "0",
            "--http-port",
            "0",
            "--ready-file",
            readyFile.toString());
    try {
      JsonNode ready = await(readyFile, gateway, folder);
      return new BenchRig(folder, simulator, gateway, ready);
    } catch (IOException | InterruptedException e) {
      end(gateway);
      end(simulator);
      throw e;
    }
  }

  /// Calls, waits for their end and tells what the callers saw.
  JsonNode load(int calls, int seconds) throws IOException, InterruptedException {
    Path result = folder.resolve("load.json");
    Files.deleteIfExists(result);
    Process load =
        java(
            folder,
            "load",
            LIGHT,
            Map.of(),
            LoadMain.class.getName(),
            "--target",
            ready.path("dial").asString(),
            "--calls",
            "" + calls,
            "--seconds",
            "" + seconds,
            "--json",
            result.toString());
    if (!load.waitFor(seconds + 120L, TimeUnit.SECONDS)) {
      end(load);
      throw new IOException("the callers did not come to their end");
    }
    if (!Files.exists(result)) {
      throw new IOException("the callers failed: see " + folder.resolve("load.log"));
    }
    return JsonMapper.shared().readTree(Files.readString(result));
  }

  ProcessFigures gatewayFigures() throws IOException {
    return ProcessFigures.of(gateway.pid());
  }

  /// The gateway's metrics, by name and labels.
  Map<String, Double> metrics() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String page =
          client
              .send(
                  HttpRequest.newBuilder(URI.create(ready.path("http").asString() + "/metrics"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      Map<String, Double> metrics = new LinkedHashMap<>();
      for (String line : page.split("\n")) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith("#") && space > 0) {
          metrics.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
        }
      }
      return metrics;
    }
  }

  /// What the strict simulator complained of, over all sessions.
  long simulatorProtocolErrors() throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("simulator.log"))) {
      return lines
          .filter(line -> line.startsWith("{"))
          .mapToLong(line -> JsonMapper.shared().readTree(line).path("protocolErrors").size())
          .sum();
    }
  }

  @Override
  public void close() {
    end(gateway);
    end(simulator);
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException _) {
      // what is left lies in the system's folder for temporary files
    }
  }

  private static JsonNode await(Path readyFile, Process gateway, Path folder)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!Files.exists(readyFile)) {
      if (!gateway.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(
            "the gateway did not start: " + Files.readString(folder.resolve("gateway.log")));
      }
      Thread.sleep(100);
    }
    return JsonMapper.shared().readTree(Files.readString(readyFile));
  }

  private static Process java(
      Path folder,
      String name,
      List<String> flags,
      Map<String, String> environment,
      String... words)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()));
    return builder.start();
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (java.net.ServerSocket any = new java.net.ServerSocket(0)) {
      return any.getLocalPort();
    }
  }
}
