package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// A short walk over the whole API by its contract, as `build/schemathesis` makes a long one.
@Timeout(900)
class StrangerTest {
  private static final String MANY = "100000000";
  private static final int WALK_SECONDS_MAX = 400;

  /// What nobody fetches anew for a test: the walk's own libraries say so by this status.
  private static final int NO_LIBRARIES = 3;

  @TempDir static Path folder;
  private static UpProcess up;

  @BeforeAll
  static void start() throws Exception {
    up = UpProcess.start(folder, "scripted", limits());
  }

  @AfterAll
  static void stop() {
    up.close();
  }

  @Test
  void showsALetterToWhoMayReadTheStores() throws Exception {
    assertThat(
            post(
                "/api/auth/register",
                """
                {"email": "ada@example.com", "password": "flour-water-salt-and-time",
                 "tenantName": "Bakery"}
                """))
        .isEqualTo(202);
    Pattern link = Pattern.compile("to ada@example\\.com(?s:.*)/verify#token=(\\S+)");
    // The letter is written after the answer, so that the answer takes the same time for everybody.
    UpProcess.await(() -> link.matcher(letters()).find(), "there is no letter");
    String letters = letters();
    Matcher found = link.matcher(letters);
    assertThat(found.find()).isTrue();
    assertThat(post("/api/auth/verify", "{\"token\": \"" + found.group(1) + "\"}")).isEqualTo(204);
  }

  @Test
  void findsNoFaultAndNothingThatTheContractDoesNotTell() throws Exception {
    Tools.need("python3", "python3");
    prepare();
    Matcher claim = Pattern.compile("#token=(\\S+)").matcher(up.printed());
    assertThat(claim.find()).as(up.printed()).isTrue();
    String told =
        Tools.run(
            folder,
            WALK_SECONDS_MAX,
            Map.of(),
            List.of(
                script(),
                "--server",
                up.http(),
                "--claim",
                claim.group(1),
                "--seed",
                "5",
                "--examples",
                "1",
                "--phases",
                "fuzzing,stateful"));
    assertThat(told).contains("Done at least once: ");
    System.out.println(told.substring(told.indexOf("Answers: ")));
  }

  private static int post(String path, String body) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(up.http() + path))
              .header("Content-Type", "application/json")
              .timeout(Duration.ofSeconds(60))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static String letters() {
    Path log = folder.resolve("letters.log");
    try {
      Files.deleteIfExists(log);
      assertThat(
              UpProcess.run(log, Map.of(), "letters", "--data", folder.resolve("data").toString()))
          .isZero();
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void prepare() throws IOException, InterruptedException {
    Process making =
        new ProcessBuilder(script(), "--prepare")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prepare.log").toFile())
            .start();
    int status = making.waitFor();
    if (status == NO_LIBRARIES && !"true".equals(System.getenv("ORATIO_REQUIRE_PEERS"))) {
      throw new TestAbortedException("pip cannot fetch Schemathesis");
    }
    assertThat(status).as(Files.readString(folder.resolve("prepare.log"))).isZero();
  }

  /// A 429 would hide what stands behind it.
  private static Map<String, String> limits() {
    return Map.of(
        "ORATIO_API_PERMINUTE_READS", MANY,
        "ORATIO_API_PERMINUTE_WRITES", MANY,
        "ORATIO_API_PERMINUTE_DIALS", MANY,
        "ORATIO_API_PERMINUTE_INGESTION", MANY,
        "ORATIO_API_PERMINUTE_LOGINS", MANY,
        "ORATIO_API_PERMINUTE_FAILURES", MANY);
  }

  private static String script() {
    return Path.of("..", "build", "schemathesis").toAbsolutePath().normalize().toString();
  }
}
