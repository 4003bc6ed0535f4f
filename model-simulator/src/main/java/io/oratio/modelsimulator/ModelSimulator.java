package io.oratio.modelsimulator;

import io.oratio.modelsimulator.report.Reports;
import io.oratio.modelsimulator.report.RequestReport;
import io.oratio.modelsimulator.script.Script;
import io.oratio.modelsimulator.server.ChatServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// A running simulator of a language model behind the OpenAI chat protocol.
///
/// ```java
/// try (ModelSimulator simulator = ModelSimulator.start(
///     Script.of(Rule.saying(When.user("open"), "At nine.")))) {
///   … simulator.baseUrl() …
/// }
/// ```
///
/// All methods may be called by any thread.
public final class ModelSimulator implements AutoCloseable {
  private final Reports reports;
  private final ChatServer server;

  private ModelSimulator(SimulatorSettings settings) throws IOException {
    this.reports = new Reports(settings.onReport());
    this.server =
        new ChatServer(
            new InetSocketAddress(settings.host(), settings.port()),
            settings.script(),
            settings.quota(),
            reports);
  }

  /// @throws IOException when the port is taken
  public static ModelSimulator start(SimulatorSettings settings) throws IOException {
    return new ModelSimulator(settings);
  }

  /// On any free port of this machine.
  public static ModelSimulator start(Script script) throws IOException {
    return new ModelSimulator(SimulatorSettings.standard().withScript(script));
  }

  /// What a client is given as the base address; ends in `/v1`.
  public URI baseUrl() {
    InetSocketAddress address = server.address();
    String host = address.getAddress().getHostAddress();
    return URI.create(
        "http://"
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + address.getPort()
            + "/v1");
  }

  /// Puts another script in force for the requests to come; counting begins anew.
  public void script(Script script) {
    server.script(script);
  }

  /// The reports of the last requests, the oldest first.
  public List<RequestReport> reports() {
    return reports.all();
  }

  /// Waits until so many requests have ended since the start.
  ///
  /// @throws IllegalStateException if they have not in time
  public List<RequestReport> awaitReports(int count, Duration within) throws InterruptedException {
    return reports.await(count, within);
  }

  /// The bodies of the last requests for completions as they came, the oldest first.
  public List<String> bodies() {
    return reports.bodies();
  }

  /// How many requests were refused as the service would refuse them.
  public long protocolErrors() {
    return reports.all().stream().filter(it -> !it.protocolError().isBlank()).count();
  }

  @Override
  public void close() {
    server.close();
  }
}
