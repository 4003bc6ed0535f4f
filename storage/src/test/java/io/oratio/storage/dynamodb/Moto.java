package io.oratio.storage.dynamodb;

import io.oratio.storage.secret.LocalKeySecretBox;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Gives every test of a run the same `moto` server, on a free port: DynamoDB and, at the same
/// address, S3, KMS and SES of one process. Its Python environment is made once in the user's
/// cache. Where Python or its packages cannot be had, the tests are skipped with the reason, or
/// fail when `ORATIO_REQUIRE_PEERS` is `true`.
public final class Moto implements ParameterResolver {
  private static final String REQUIREMENTS = "/moto-requirements.txt";

  /// The server, one request at a time: DynamoDB changes an item as a whole, while moto's threads
  /// would change one together and lose what another adds.
  private static final String SERVER =
      """
      import sys, threading
      from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
      from werkzeug.serving import run_simple

      app = DomainDispatcherApplication(create_backend_app)
      turn = threading.Lock()

      def one_at_a_time(environ, start_response):
          with turn:
              answer = app(environ, start_response)
              try:
                  return list(answer)
              finally:
                  if hasattr(answer, "close"):
                      answer.close()

      run_simple("127.0.0.1", int(sys.argv[1]), one_at_a_time, threaded=True)
      """;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(Moto.class))
        .computeIfAbsent(Running.class, _ -> Running.start(), Running.class);
  }

  /// The server and the stores over it.
  public record Running(
      Process process, URI endpoint, DynamoDbClient client, DynamoDbStorage storage)
      implements AutoCloseable {
    static final String PREFIX = "test-";

    /// Starts it, for whoever has no test's parameter to take it from.
    public static Running start() {
      try {
        Path python = environment();
        int port = freePort();
        ProcessBuilder server =
            new ProcessBuilder(python.toString(), "-c", SERVER, "" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        server.environment().put("MOTO_PORT", "" + port);
        Process process = server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        try {
          awaitAnswer(process, endpoint);
          DynamoDbClient client = clientOf(endpoint);
          Tables.create(client, PREFIX);
          Path key = Files.createTempDirectory(Path.of("target"), "moto").resolve("key");
          return new Running(
              process,
              endpoint,
              client,
              new DynamoDbStorage(client, PREFIX, LocalKeySecretBox.open(key, new SecureRandom())));
        } catch (IOException | RuntimeException e) {
          process.destroyForcibly();
          throw e;
        }
      } catch (IOException e) {
        return missing(e);
      }
    }

    @Override
    public void close() {
      storage.close();
      process.destroy();
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException _) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Running missing(IOException reason) {
    String message = "moto cannot be run here: " + reason.getMessage();
    if ("true".equals(System.getenv("ORATIO_REQUIRE_PEERS"))) {
      throw new IllegalStateException(message, reason);
    }
    throw new TestAbortedException(message, reason);
  }

  /// Made whole under another name first, so that two runs at once do not meet half of one.
  private static Path environment() throws IOException {
    Path home =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(it -> !it.isBlank())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    Path ready = home.resolve("oratio").resolve("moto-" + fingerprint());
    Path python = ready.resolve("bin/python");
    if (Files.exists(python)) {
      return python;
    }
    Files.createDirectories(ready.getParent());
    Path fresh = Files.createTempDirectory(ready.getParent(), ".moto");
    run(List.of("python3", "-m", "venv", fresh.toString()));
    Path requirements = Files.createTempFile("oratio-moto", ".txt");
    try {
      Files.writeString(requirements, requirements());
      run(
          List.of(
              fresh.resolve("bin/python").toString(),
              "-m",
              "pip",
              "install",
              "--quiet",
              "--disable-pip-version-check",
              "--no-deps",
              "-r",
              requirements.toString()));
    } finally {
      Files.delete(requirements);
    }
    try {
      Files.move(fresh, ready, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.exists(python)) {
        throw e;
      }
    }
    return python;
  }

  private static void run(List<String> words) throws IOException {
    Path output = Files.createTempFile("oratio-moto", ".out");
    try {
      Process process =
          new ProcessBuilder(new ArrayList<>(words))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(words + " took longer than five minutes");
      }
      if (process.exitValue() != 0) {
        throw new IOException(words + " failed:\n" + Files.readString(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(output);
    }
  }

  private static String fingerprint() throws IOException {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(requirements().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static String requirements() throws IOException {
    try (InputStream in = Moto.class.getResourceAsStream(REQUIREMENTS)) {
      if (in == null) {
        throw new IOException(REQUIREMENTS + " is not among the tests' resources");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void awaitAnswer(Process process, URI endpoint) throws IOException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(endpoint.resolve("/moto-api/"))
              .timeout(Duration.ofSeconds(10))
              .build();
      long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
      while (process.isAlive() && System.nanoTime() - deadline < 0) {
        try {
          http.send(request, HttpResponse.BodyHandlers.discarding());
          return;
        } catch (IOException _) {
          LockSupport.parkNanos(100_000_000);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted", e);
        }
      }
    }
    throw new IOException("its server does not answer");
  }

  private static DynamoDbClient clientOf(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(ApacheHttpClient.builder())
        .build();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
