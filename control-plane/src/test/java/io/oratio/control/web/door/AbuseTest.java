package io.oratio.control.web.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.rig.Form;
import io.oratio.control.rig.RawHttp;
import io.oratio.control.web.contract.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;

/// What somebody sends who means harm. Each is answered in the words of the contract, never with a
/// page, and nothing of it reaches an endpoint.
@Timeout(60)
class AbuseTest {
  private static final String RESET = "/api/auth/password-reset";

  private static ApiRig rig;

  static class Settings {
    @Bean
    DoorSettings doorSettings() {
      return new DoorSettings(List.of(), Duration.ofMillis(300), Duration.ofSeconds(1));
    }
  }

  @BeforeAll
  static void start() {
    rig =
        ApiRig.start(
            Map.of("server.tomcat.connection-timeout", "2s"), SomeEndpoints.class, Settings.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void refusesJsonThatIsNestedTooDeep() {
    String deep = "{\"email\":" + "[".repeat(33) + "]".repeat(33) + "}";
    rig.nobody().post(RESET, deep).expect(400, "REQUEST_INVALID");
    String veryDeep = "[".repeat(100_000);
    rig.nobody().post(RESET, veryDeep).expect(400, "REQUEST_INVALID");
  }

  @Test
  void refusesTenMegabytesOfJsonBeforeItIsRead() {
    byte[] large =
        ("{\"email\":\"" + "a".repeat(10_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    ApiClient anyone = rig.nobody();
    try (RawHttp raw = new RawHttp(rig.base())) {
      String answer =
          raw.send(
                  "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                      .formatted(RESET, large.length))
              .until("}");
      assertThat(answer).startsWith("HTTP/1.1 413").contains("BODY_TOO_LARGE");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Where files are taken, JSON is still held short.
    byte[] agent =
        ("{\"agentName\":\"" + "a".repeat(3_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    rig.as(rig.newTenant(), Role.ADMIN)
        .send("POST", "/api/agents", "application/json", agent)
        .expect(413, "BODY_TOO_LARGE");
    anyone.get("/health").expect(200);
  }

  @Test
  void refusesALongBodyThatDoesNotSaySoBeforehand() throws Exception {
    try (RawHttp raw = new RawHttp(rig.base())) {
      raw.send(
          "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
              .formatted(RESET));
      String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
      for (int i = 0; i < 5; i++) {
        raw.send(chunk);
      }
      assertThat(raw.until("}")).startsWith("HTTP/1.1 413").contains("BODY_TOO_LARGE");
    }
  }

  @Test
  void refusesABodyThatDrips() throws Exception {
    try (RawHttp raw = new RawHttp(rig.base())) {
      raw.send(
          "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
              .formatted(RESET));
      String answer = drip(raw);
      assertThat(answer).startsWith("HTTP/1.1 408").contains("REQUEST_TIMEOUT");
    }
  }

  @Test
  void refusesABodyThatNeverComes() throws Exception {
    try (RawHttp raw = new RawHttp(rig.base())) {
      raw.send(
          "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"
              .formatted(RESET));
      assertThat(raw.untilClosed()).startsWith("HTTP/1.1 408").contains("REQUEST_TIMEOUT");
    }
  }

  @Test
  void refusesAFloodOfHeadersWithoutAPage() throws Exception {
    try (RawHttp raw = new RawHttp(rig.base())) {
      StringBuilder flood = new StringBuilder("GET /health HTTP/1.1\r\nHost: x\r\n");
      for (int i = 0; i < 2_000; i++) {
        flood.append("X-").append(i).append(": ").append("a".repeat(20)).append("\r\n");
      }
      assertProblem(raw.send(flood.append("\r\n").toString()).untilClosed(), "HTTP/1.1 4");
    }
  }

  @Test
  void refusesWhatIsNoHttpWithoutAPage() throws Exception {
    for (String line :
        List.of(
            "GET /hea lth HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /health?a=<script> HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /api/agents/..%2f..%2fetc HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /health HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
            "GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
            "POST /api/auth/login HTTP/1.1\r\n"
                + "Host: x\r\n"
                + "Content-Length: 1\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + "z")) {
      try (RawHttp raw = new RawHttp(rig.base())) {
        assertProblem(raw.send(line).until("}"), "HTTP/1.1 4");
      }
    }
    try (RawHttp raw = new RawHttp(rig.base())) {
      String trace = raw.send("TRACE /health HTTP/1.1\r\nHost: x\r\n\r\n").until("}");
      assertProblem(trace, "HTTP/1.1 405");
    }
  }

  @Test
  void findsNothingOutsideThePathsOfTheContract() throws Exception {
    for (String path :
        List.of(
            "/api/agents/../../etc/passwd",
            "/api/../health/../api/members",
            "/api/agents/%2e%2e/%2e%2e/etc/passwd",
            "//api/agents",
            "/api/agents;jsessionid=1",
            "/api/agents/.",
            "/api\\agents")) {
      try (RawHttp raw = new RawHttp(rig.base())) {
        String answer =
            raw.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                .until("}");
        assertThat(answer).as(path).matches("(?s)HTTP/1.1 (400|401|404) .*problem\\+json.*");
      }
    }
  }

  @Test
  void refusesMembersThatNobodyAskedFor() {
    rig.nobody()
        .post(RESET, "{\"email\":\"a@example.com\",\"role\":\"owner\",\"tenantId\":\"t_1\"}")
        .expect(400, "REQUEST_INVALID");
    rig.nobody()
        .post(RESET, "{\"email\":\"a@example.com\",\"email\":\"b@example.com\"}")
        .expect(400, "REQUEST_INVALID");
  }

  @Test
  void takesNoOtherMethodThanTheOneItWasSentWith() {
    ApiClient viewer = rig.as(rig.newTenant(), Role.VIEWER);
    viewer.with("X-HTTP-Method-Override", "DELETE").get("/api/numbers").expect(200);
    viewer.get("/api/numbers?_method=DELETE").expect(400, "REQUEST_INVALID");
    rig.nobody()
        .send(
            "POST",
            RESET,
            "application/x-www-form-urlencoded",
            "_method=DELETE".getBytes(StandardCharsets.UTF_8))
        .expect(415, "MEDIA_TYPE_UNSUPPORTED");
  }

  @Test
  void refusesNumbersAndTextsThatNoStoreCanKeep() {
    for (String body :
        List.of(
            "{\"email\":\"a\\u0000@example.com\"}",
            "{\"email\":\"\\ud800@example.com\"}",
            "{\"email\":1e999999999}",
            "{\"email\":" + "9".repeat(10_000) + "}",
            "{\"\\u0000\":1}",
            "NaN",
            "null")) {
      rig.nobody().post(RESET, body).expect(400, "REQUEST_INVALID");
    }
    byte[] latin = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
    rig.nobody().send("POST", RESET, "application/json", latin).expect(400, "REQUEST_INVALID");
  }

  @Test
  void refusesAFormOfTooManyParts() {
    Form form = new Form().json("agent", "{}");
    for (int i = 0; i < 700; i++) {
      form.file("files", i + ".txt", "text/plain", new byte[1]);
    }
    rig.as(rig.newTenant(), Role.ADMIN).post("/api/agents", form).expect(400, "REQUEST_INVALID");
  }

  @Test
  void refusesAQueryOfTooManyValues() {
    rig.as(rig.newTenant(), Role.VIEWER)
        .get("/api/numbers?" + "a=1&".repeat(200))
        .expect(400, "REQUEST_INVALID");
  }

  @Test
  void takesNoCookieForABearerAndNoBearerForABasic() {
    rig.nobody().with("Authorization", "Basic dGVzdC0xOng=").get("/api/numbers").expect(401);
    rig.nobody().with("Authorization", "Bearer").get("/api/numbers").expect(401);
    rig.nobody()
        .with("Authorization", "Bearer " + "a".repeat(9000))
        .get("/api/numbers")
        .expect(401);
  }

  /// A byte each 50 ms, as the clock of the answer's own socket lets them through.
  private static String drip(RawHttp raw) throws Exception {
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return raw.untilClosed();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    for (int i = 0; i < 900 && !answer.isDone(); i++) {
      try {
        raw.send(" ");
      } catch (IOException _) {
        break;
      }
      try {
        answer.get(50, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        // Not yet.
        continue;
      }
    }
    return answer.get(20, TimeUnit.SECONDS);
  }

  private static void assertProblem(String answer, String begins) {
    assertThat(answer)
        .startsWith(begins)
        .containsIgnoringCase("content-type: application/problem+json")
        .containsIgnoringCase("x-request-id:")
        .doesNotContain("<html")
        .doesNotContain("Tomcat");
  }
}
