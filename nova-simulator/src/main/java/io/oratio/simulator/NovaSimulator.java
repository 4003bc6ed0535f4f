package io.oratio.simulator;

import io.oratio.simulator.report.Reports;
import io.oratio.simulator.report.SessionReport;
import io.oratio.simulator.script.Script;
import io.oratio.simulator.server.FaultDesk;
import io.oratio.simulator.server.HttpServer;
import io.oratio.simulator.server.ServerCertificate;
import io.oratio.simulator.server.Sessions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A running simulator of Nova Sonic's bidirectional stream.
///
/// ```java
/// try (NovaSimulator simulator = NovaSimulator.start(SimulatorSettings.standard())) {
///   client = BedrockRuntimeAsyncClient.builder().endpointOverride(simulator.endpoint())…
///   …
///   SessionReport report = simulator.awaitReports(1, Duration.ofSeconds(10)).getFirst();
/// }
/// ```
///
/// All methods may be called by any thread.
public final class NovaSimulator implements AutoCloseable {
  private final SimulatorSettings settings;
  private final Reports reports;
  private final FaultDesk desk;
  private final ExecutorService writer;
  private final Optional<ServerCertificate> certificate;
  private final HttpServer server;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private NovaSimulator(SimulatorSettings settings) throws IOException {
    Clock clock = Clock.systemUTC();
    this.settings = settings;
    this.reports = new Reports(settings.onReport());
    this.desk = new FaultDesk(settings.script());
    this.certificate =
        settings
            .tls()
            .map(
                tls ->
                    switch (tls) {
                      case SimulatorSettings.Tls.SelfSigned _ ->
                          ServerCertificate.selfSigned(clock.instant());
                      case SimulatorSettings.Tls.Pem pem ->
                          ServerCertificate.of(pem.chain(), pem.key());
                    });
    if (settings.saveAudio().isPresent()) {
      Files.createDirectories(settings.saveAudio().get());
    }
    this.writer =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("nova-simulator-writer").daemon().factory());
    Sessions sessions =
        new Sessions(
            settings.limits(),
            settings.strict(),
            settings.saveAudio(),
            writer,
            reports,
            clock,
            System::nanoTime,
            () -> UUID.randomUUID().toString());
    this.server =
        new HttpServer(
            new InetSocketAddress(settings.host(), settings.port()),
            certificate,
            settings.quota(),
            settings.strict(),
            settings.eventLoops(),
            sessions,
            desk,
            reports);
  }

  /// Starts a simulator; it answers when this returns.
  ///
  /// @throws IOException when the port cannot be bound or the folder for audio cannot be made
  public static NovaSimulator start(SimulatorSettings settings) throws IOException {
    return new NovaSimulator(settings);
  }

  public int port() {
    return server.port();
  }

  /// The address for `endpointOverride` or `AWS_ENDPOINT_URL_BEDROCK_RUNTIME`.
  public URI endpoint() {
    String scheme = certificate.isPresent() ? "https" : "http";
    String host = settings.host().equals("0.0.0.0") ? "127.0.0.1" : settings.host();
    return URI.create(
        scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
  }

  /// The certificate as PEM, for clients that want to trust it; nothing in cleartext.
  public Optional<String> certificatePem() {
    return certificate.map(ServerCertificate::certificatePem);
  }

  /// Puts another script in force for the sessions to come.
  public void script(Script script) {
    desk.put(script);
  }

  /// The script in force.
  public Script script() {
    return desk.script();
  }

  /// The reports of the sessions that have ended, oldest first, the last ten thousand.
  public List<SessionReport> reports() {
    return reports.all();
  }

  /// Waits until at least `count` sessions have ended since the start, then gives all reports.
  ///
  /// @throws IllegalStateException when the time is over before
  public List<SessionReport> awaitReports(int count, Duration timeout) throws InterruptedException {
    return reports.await(count, timeout);
  }

  /// Ends all sessions and frees the port. Recordings are complete when this returns; a second call
  /// does nothing.
  @Override
  public void close() {
    if (isClosed.getAndSet(true)) {
      return;
    }
    server.close();
    writer.shutdown();
    try {
      if (!writer.awaitTermination(5, TimeUnit.SECONDS)) {
        writer.shutdownNow();
      }
    } catch (InterruptedException e) {
      writer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
