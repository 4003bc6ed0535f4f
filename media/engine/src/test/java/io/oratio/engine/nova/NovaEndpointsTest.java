package io.oratio.engine.nova;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.EngineEars;
import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineFailure.Kind;
import io.oratio.engine.EngineSession;
import io.oratio.engine.EngineSetups;
import io.oratio.simulator.NovaSimulator;
import io.oratio.simulator.SimulatorSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// By which addresses the service can be reached, and whom we trust there.
@Timeout(120)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class NovaEndpointsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String ENDPOINT_PROPERTY = "aws.endpointUrlBedrockRuntime";

  @TempDir Path folder;

  @Test
  void asksTheEndpointOfTheSdksOwnSetting() throws Exception {
    try (NovaSimulator simulator = Simulated.start()) {
      System.setProperty(ENDPOINT_PROPERTY, simulator.endpoint().toString());
      try {
        assertThat(talk(NovaSettings.defaults())).isEqualTo(new EngineEvent.Ended());
      } finally {
        System.clearProperty(ENDPOINT_PROPERTY);
      }
      assertThat(simulator.awaitReports(1, PATIENCE).getFirst().protocolErrors()).isEmpty();
    }
  }

  @Test
  void trustsACertificateItIsGivenAndNoOther() throws Exception {
    try (NovaSimulator simulator = tls()) {
      Path pem = folder.resolve("simulator.pem");
      Files.writeString(pem, simulator.certificatePem().orElseThrow());
      NovaSettings settings =
          NovaSettings.defaults()
              .withEndpoint(URI.create("https://localhost:" + simulator.port()))
              .withTrust(new NovaSettings.Trust(Optional.of(pem), false));
      assertThat(talk(settings)).isEqualTo(new EngineEvent.Ended());

      EngineEvent refused = talk(settings.withTrust(NovaSettings.Trust.defaults()));
      assertThat(refused).isInstanceOf(EngineEvent.Failed.class);
    }
  }

  @Test
  void trustsAnybodyWhenToldSo() throws Exception {
    try (NovaSimulator simulator = tls()) {
      assertThat(
              talk(
                  Simulated.asking(simulator)
                      .withTrust(new NovaSettings.Trust(Optional.empty(), true))))
          .isEqualTo(new EngineEvent.Ended());
    }
  }

  @Test
  void failsWhereNobodyListens() throws Exception {
    int port;
    try (NovaSimulator simulator = Simulated.start()) {
      port = simulator.port();
    }
    EngineEvent failed =
        talk(NovaSettings.defaults().withEndpoint(URI.create("http://127.0.0.1:" + port)));
    assertThat(failed).isInstanceOf(EngineEvent.Failed.class);
    assertThat(((EngineEvent.Failed) failed).failure().kind()).isEqualTo(Kind.BROKEN);
  }

  private static NovaSimulator tls() throws Exception {
    return NovaSimulator.start(
        Simulated.settings().withTls(new SimulatorSettings.Tls.SelfSigned()));
  }

  /// Greets, ends, and gives the last event.
  private static EngineEvent talk(NovaSettings settings) {
    try (NovaSonicEngine engine = NovaSonicEngine.of(settings)) {
      EngineEars ears = new EngineEars();
      EngineSession session = engine.open(EngineSetups.greeting("Hello there."), ears);
      ears.awaitThat(
          () ->
              ears.all().stream()
                  .anyMatch(
                      event -> EngineEars.isLast(event) || event instanceof EngineEvent.SpeechEnd),
          "speech or an end",
          PATIENCE);
      session.close();
      return ears.awaitEnd(PATIENCE);
    }
  }
}
