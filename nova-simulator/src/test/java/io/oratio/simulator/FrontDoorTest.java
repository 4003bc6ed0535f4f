package io.oratio.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.simulator.report.EndedBy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The port itself: TLS, the admin's calls, and what is not for us.
@Timeout(60)
class FrontDoorTest {
  @TempDir Path folder;

  @Test
  void speaksOverTlsWithACertificateMadeAtTheStart() throws Exception {
    try (NovaSimulator simulator =
            NovaSimulator.start(
                SimulatorSettings.standard().withTls(new SimulatorSettings.Tls.SelfSigned()));
        SonicClient client = new SonicClient(simulator.endpoint())) {
      assertThat(simulator.endpoint().getScheme()).isEqualTo("https");
      SonicCall call = client.open().begin().text("USER", true, "Say \"secret\"");
      call.awaitEndOfTurn();
      assertThat(call.hangUp().awaitEnd()).isEmpty();
      assertThat(call.texts("ASSISTANT", "FINAL")).containsExactly("secret");
    }
  }

  @Test
  void answersTheAdminOverHttp2ForAClientThatTrustsTheCertificate() throws Exception {
    try (NovaSimulator simulator =
            NovaSimulator.start(
                SimulatorSettings.standard().withTls(new SimulatorSettings.Tls.SelfSigned()));
        HttpClient http =
            HttpClient.newBuilder()
                .sslContext(trusting(simulator.certificatePem().orElseThrow()))
                .build()) {
      URI base = URI.create("https://localhost:" + simulator.port());
      HttpResponse<String> health =
          http.send(
              HttpRequest.newBuilder(base.resolve("/simulator/health")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(health.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(health.body()).isEqualTo("{\"streams\":0}");
      HttpResponse<String> posted =
          http.send(
              HttpRequest.newBuilder(base.resolve("/simulator/scenario"))
                  .POST(HttpRequest.BodyPublishers.ofString("{\"heard\":[\"by http2\"]}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(posted.statusCode()).isEqualTo(200);
      assertThat(simulator.script().heard()).containsExactly("by http2");
      HttpResponse<String> unknown =
          http.send(
              HttpRequest.newBuilder(base.resolve("/elsewhere")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.headers().firstValue("x-amzn-errortype"))
          .contains("UnknownOperationException");
    }
  }

  @Test
  void takesACertificateOfOnesOwnAndRefusesWhatIsNone() throws Exception {
    Path chain = folder.resolve("chain.pem");
    Path key = folder.resolve("key.pem");
    var bundle =
        new io.netty.pkitesting.CertificateBuilder()
            .ecp256()
            .subject("CN=localhost")
            .addSanDnsName("localhost")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    Files.writeString(chain, bundle.getCertificatePathPEM());
    Files.writeString(key, bundle.getPrivateKeyPEM());
    SimulatorSettings settings =
        SimulatorSettings.standard().withTls(new SimulatorSettings.Tls.Pem(chain, key));
    try (NovaSimulator simulator = NovaSimulator.start(settings);
        HttpClient http =
            HttpClient.newBuilder().sslContext(trusting(bundle.getCertificatePEM())).build()) {
      URI health = URI.create("https://localhost:" + simulator.port() + "/simulator/health");
      assertThat(
              http.send(
                      HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(200);
    }
    Files.writeString(key, "no key");
    assertThatThrownBy(() -> NovaSimulator.start(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key.pem");
  }

  @Test
  void steersTheNextSessionsOverPlainHttp() throws Exception {
    try (NovaSimulator simulator = NovaSimulator.start(SimulatorSettings.standard());
        SonicClient client = new SonicClient(simulator.endpoint());
        HttpClient http = HttpClient.newHttpClient()) {
      URI scenario = simulator.endpoint().resolve("/simulator/scenario");
      assertThat(
              post(http, scenario, "{\"faults\":[{\"fault\":\"http503\",\"sessions\":1}]}")
                  .statusCode())
          .isEqualTo(200);
      assertThat(client.open().begin().awaitEnd()).isPresent();
      assertThat(client.open().begin().hangUp().awaitEnd()).isEmpty();
      simulator.awaitReports(2, Duration.ofSeconds(10));
      HttpResponse<String> reports =
          http.send(
              HttpRequest.newBuilder(simulator.endpoint().resolve("/simulator/reports")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(reports.body().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"id\":"));
      HttpResponse<String> wrong = post(http, scenario, "{\"fault\":[]}");
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(wrong.body()).contains("script has no fault");
      post(http, scenario, "{\"heard\":[\"other\"]}");
      http.send(
          HttpRequest.newBuilder(scenario).DELETE().build(),
          HttpResponse.BodyHandlers.discarding());
      assertThat(simulator.script().heard()).containsExactly("(speech of {seconds} s)");
    }
  }

  @Test
  void tellsAClientOfHttp1ThatAStreamNeedsHttp2() throws Exception {
    try (NovaSimulator simulator = NovaSimulator.start(SimulatorSettings.standard());
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      URI stream =
          simulator
              .endpoint()
              .resolve("/model/amazon.nova-2-sonic/invoke-with-bidirectional-stream");
      assertThat(post(http, stream, "").statusCode()).isEqualTo(464);
    }
  }

  @Test
  void refusesAPortThatIsBusy() throws Exception {
    try (NovaSimulator first = NovaSimulator.start(SimulatorSettings.standard())) {
      assertThatThrownBy(
              () -> NovaSimulator.start(SimulatorSettings.standard().withPort(first.port())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(Integer.toString(first.port()));
    }
  }

  @Test
  void endsNothingElseWhenAConnectionBringsNonsense() throws Exception {
    try (NovaSimulator simulator = NovaSimulator.start(SimulatorSettings.standard());
        SonicClient client = new SonicClient(simulator.endpoint())) {
      SonicCall call = client.open().begin().text("USER", true, "Say \"calm\"");
      for (String nonsense :
          new String[] {"PRI nonsense\r\n\r\n", "\0\1\2\3", "GET\r\n\r\n", "x"}) {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", simulator.port())) {
          socket.getOutputStream().write(nonsense.getBytes(StandardCharsets.ISO_8859_1));
          socket.getOutputStream().flush();
        }
      }
      call.awaitEndOfTurn();
      assertThat(call.hangUp().awaitEnd()).isEmpty();
      assertThat(simulator.awaitReports(1, Duration.ofSeconds(10)))
          .singleElement()
          .satisfies(report -> assertThat(report.endedBy()).isEqualTo(EndedBy.CLIENT));
    }
  }

  private static HttpResponse<String> post(HttpClient http, URI uri, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static SSLContext trusting(String pem) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(
        "simulator",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
