package io.oratio.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.simulator.script.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The simulator as a program.
@Timeout(60)
class SimulatorMainTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream reports = new ByteArrayOutputStream();
  private final ByteArrayOutputStream words = new ByteArrayOutputStream();
  private final SimulatorMain main =
      new SimulatorMain(
          new PrintStream(reports, true, StandardCharsets.UTF_8),
          new PrintStream(words, true, StandardCharsets.UTF_8));

  @Test
  void saysHowToUseItAndPrintsALineForEachSession() throws Exception {
    try (NovaSimulator simulator = start("--port", "0");
        SonicClient client = new SonicClient(simulator.endpoint())) {
      assertThat(said())
          .contains("AWS_ENDPOINT_URL_BEDROCK_RUNTIME=" + simulator.endpoint())
          .contains("AWS_REGION=")
          .contains("AWS_ACCESS_KEY_ID=");
      client.open().begin().hangUp().awaitEnd();
      simulator.awaitReports(1, Duration.ofSeconds(10));
    }
    assertThat(reports.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("{\"id\":")
        .contains("\"endedBy\":\"CLIENT\"");
  }

  @Test
  void readsEveryOption() throws Exception {
    Path script = Files.writeString(folder.resolve("script.json"), "{\"heard\":[\"x\"]}");
    CommandLine line =
        CommandLine.read(
            "--port",
            "4711",
            "--host",
            "localhost",
            "--tls",
            "--lenient",
            "--strict",
            "--scale",
            "0.5",
            "--script",
            script.toString(),
            "--fault",
            "reset@500",
            "--save-audio",
            folder.toString(),
            "--quota",
            "7",
            "--write-cert",
            "cert.pem");
    SimulatorSettings settings = line.settings();
    assertThat(settings.port()).isEqualTo(4711);
    assertThat(line.isPortAsked()).isTrue();
    assertThat(settings.tls()).contains(new SimulatorSettings.Tls.SelfSigned());
    assertThat(settings.strict()).isTrue();
    assertThat(settings.limits().session()).isEqualTo(Duration.ofMinutes(4));
    assertThat(settings.limits().idle()).isEqualTo(Duration.ofMillis(27_500));
    assertThat(settings.script().heard()).containsExactly("x");
    assertThat(settings.script().faults())
        .singleElement()
        .satisfies(rule -> assertThat(rule.fault()).isEqualTo(Fault.parse("reset@500")));
    assertThat(settings.saveAudio()).contains(folder);
    assertThat(settings.quota()).isEqualTo(7);
    assertThat(line.certificateFile()).contains(Path.of("cert.pem"));
    assertThat(CommandLine.read("--cert", "a", "--key", "b").settings().tls())
        .contains(new SimulatorSettings.Tls.Pem(Path.of("a"), Path.of("b")));
    assertThat(CommandLine.read("--help").isHelpAsked()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--wrong",
        "--port",
        "--port x",
        "--port 70000",
        "--scale 0",
        "--cert a",
        "--script absent.json",
        "--fault explode",
        "--fault reset@x",
        "--quota -1"
      })
  void refusesWrongWordsSayingWhich(String words) {
    assertThatThrownBy(() -> CommandLine.read(words.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s).*\\w+.*");
  }

  @Test
  void takesAnotherPortOnlyWhenNoneWasAskedFor() throws Exception {
    try (NovaSimulator first = start("--port", "0")) {
      String busy = Integer.toString(first.port());
      assertThat(main.start(CommandLine.read("--port", busy))).isEmpty();
      assertThat(said()).contains("The simulator cannot start");
      CommandLine unasked =
          new CommandLine(
              SimulatorSettings.standard().withPort(first.port()), false, Optional.empty(), false);
      try (NovaSimulator second = main.start(unasked).orElseThrow()) {
        assertThat(second.port()).isNotEqualTo(first.port());
        assertThat(said()).contains("is busy");
      }
    }
  }

  @Test
  void writesTheCertificateForClientsThatWantToTrustIt() throws Exception {
    Path file = folder.resolve("cert.pem");
    try (NovaSimulator simulator =
        start("--port", "0", "--tls", "--lenient", "--write-cert", file.toString())) {
      assertThat(Files.readString(file)).startsWith("-----BEGIN CERTIFICATE-----");
      assertThat(said()).contains("lenient").contains("https://").contains("trust the certificate");
      assertThat(simulator.certificatePem()).isPresent();
    }
  }

  private NovaSimulator start(String... options) {
    return main.start(CommandLine.read(options)).orElseThrow();
  }

  private String said() {
    return words.toString(StandardCharsets.UTF_8);
  }
}
