package io.oratio.runtime.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.outbound.OutboundRefused.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The address is connected to, but the name is what the certificate has to be for.
@Timeout(90)
class OutboundTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private static Path folder;
  private static HttpsServer server;
  private static SSLContext trusting;

  @BeforeAll
  static void begin() throws Exception {
    var file = folder.resolve("shop.p12");
    var made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "shop",
                "-dname",
                "CN=shop.example",
                "-ext",
                "san=dns:shop.example",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
    server.setHttpsConfigurator(
        new HttpsConfigurator(trusting) {
          @Override
          public void configure(HttpsParameters parameters) {
            parameters.setSSLParameters(trusting.getDefaultSSLParameters());
          }
        });
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              exchange.getRequestHeaders().getFirst("Host").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.createContext(
        "/down",
        exchange -> {
          exchange
              .getResponseHeaders()
              .set("Location", "http://shop.example:" + server.getAddress().getPort() + "/");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void end() throws IOException {
    server.stop(0);
  }

  private static OutboundHttp client(SSLContext tls) {
    int port = server.getAddress().getPort();
    return new OutboundHttp(
        OutboundSettings.USUAL.withAllowed(
            List.of(
                AllowedTarget.parse("http://shop.example:" + port),
                AllowedTarget.parse("wrong.example:" + port))),
        new FakeNames().answer("shop.example", "127.0.0.1").answer("wrong.example", "127.0.0.1"),
        tls);
  }

  private static OutboundRequest get(String host, String path) {
    return OutboundRequest.get(
        new TenantId("acme"),
        "https://" + host + ":" + server.getAddress().getPort() + path,
        Duration.ofSeconds(30));
  }

  private static Reason refused(OutboundHttp client, OutboundRequest request) {
    return catchThrowableOfType(OutboundRefused.class, () -> client.send(request)).reason();
  }

  @Test
  void holdsTheCertificateAgainstTheNameAndNotTheAddress() throws Exception {
    try (var client = client(trusting)) {
      assertThat(client.send(get("shop.example", "/")).body())
          .asString()
          .isEqualTo("shop.example:" + server.getAddress().getPort());
      assertThat(refused(client, get("wrong.example", "/"))).isEqualTo(Reason.TLS);
    }
  }

  @Test
  void trustsNobodyItWasNotToldToTrust() throws Exception {
    try (var client = client(SSLContext.getDefault())) {
      assertThat(refused(client, get("shop.example", "/"))).isEqualTo(Reason.TLS);
    }
  }

  @Test
  void followsNoRedirectFromHttpsToHttp() throws Exception {
    try (var client = client(trusting)) {
      assertThat(refused(client, get("shop.example", "/down"))).isEqualTo(Reason.REDIRECT);
    }
  }
}
