package io.oratio.standalone;

import io.oratio.phone.load.LoadMain;
import io.oratio.simulator.SimulatorMain;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Three processes on this machine: the simulator, a gateway that uses it, and the callers. Ended
/// by their ids.
final class BenchRig implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);

  private final Path folder;
  private final BenchProcess simulator;
  private final BenchProcess gateway;
  private final JsonNode ready;

  private BenchRig(Path folder, BenchProcess simulator, BenchProcess gateway, JsonNode ready) {
    this.folder = folder;
    this.simulator = simulator;
    this.gateway = gateway;
    this.ready = ready;
  }

  static BenchRig start(PrintStream out) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("oratio-bench");
    out.println("Starting a simulator and a gateway ...");
    int port = BenchProcess.freePort();
    BenchProcess simulator =
        BenchProcess.start(
            folder,
            "simulator",
            BenchProcess.LIGHT,
            Map.of(),
            SimulatorMain.class.getName(),
            "--port",
            "" + port,
            "--strict",
            "--quota",
            "1000");
    Path readyFile = folder.resolve("ready.json");
    BenchProcess gateway =
        BenchProcess.start(
            folder,
            "gateway",
            BenchProcess.OURS,
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
      JsonNode ready = gateway.untilReady(readyFile, START);
      return new BenchRig(folder, simulator, gateway, ready);
    } catch (IOException | InterruptedException e) {
      gateway.close();
      simulator.close();
      throw e;
    }
  }

  /// Calls, waits for their end and tells what the callers saw.
  JsonNode load(int calls, int seconds) throws IOException, InterruptedException {
    Path result = folder.resolve("load.json");
    Files.deleteIfExists(result);
    BenchProcess load =
        BenchProcess.start(
            folder,
            "load",
            BenchProcess.LIGHT,
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
    if (!load.hasEndedWithin(seconds + 120L)) {
      load.close();
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
    gateway.close();
    simulator.close();
    BenchProcess.remove(folder);
  }
}
