package io.oratio.control.web.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.rig.Form;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Request;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.tenant.TenantId;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class ContractDoorTest {
  private static final String LISTED = "https://console.example.com";
  private static final String FOREIGN = "https://evil.example.com";

  private static ApiRig rig;

  private final TenantId tenant = rig.newTenant();

  static class Settings {
    @Bean
    DoorSettings doorSettings() {
      return new DoorSettings(List.of(LISTED), Duration.ofSeconds(15), Duration.ofMillis(200));
    }
  }

  @BeforeAll
  static void start() {
    rig = ApiRig.start(SomeEndpoints.class, Settings.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void forget() {
    some().seen.clear();
    some().files.clear();
  }

  @Test
  void keepsTheSendersRequestIdAndReplacesOneOutOfShape() {
    assertThat(viewer().with("X-Request-Id", "mine-1").get("/api/numbers").header("X-Request-Id"))
        .contains("mine-1");
    assertThat(viewer().with("X-Request-Id", "a b").get("/api/numbers").header("X-Request-Id"))
        .get()
        .asString()
        .startsWith("req_");
    ApiAnswer error = rig.nobody().with("X-Request-Id", "mine-2").get("/api/numbers");
    assertThat(error.json().at("/error/request_id").stringValue("")).isEqualTo("mine-2");
  }

  @Test
  void tellsBrowsersToShowGuessAndKeepNothing() {
    ApiAnswer answer = viewer().get("/api/numbers");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.header("Content-Security-Policy").orElse("")).contains("default-src 'none'");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("Server")).isEmpty();
  }

  @Test
  void letsOnlyListedPagesReadAnswers() {
    ApiAnswer listed = viewer().with("Origin", LISTED).get("/api/numbers");
    assertThat(listed.header("Access-Control-Allow-Origin")).contains(LISTED);
    assertThat(listed.header("Access-Control-Allow-Credentials")).contains("true");
    ApiAnswer foreign = viewer().with("Origin", FOREIGN).get("/api/numbers");
    assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(foreign.header("Vary")).contains("Origin");
  }

  @Test
  void letsAnyPageUseTheWidgetsOperationsWithoutCookies() {
    ApiAnswer preflight =
        rig.nobody()
            .with("Origin", FOREIGN)
            .with("Access-Control-Request-Method", "POST")
            .send("OPTIONS", "/chat/agt_1", "", new byte[0])
            .expect(204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).contains(FOREIGN);
    assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(preflight.header("Access-Control-Allow-Methods").orElse("")).contains("POST");
  }

  @Test
  void answersAPreflightOfAForeignPageWithoutAllowingIt() {
    ApiAnswer preflight =
        rig.nobody()
            .with("Origin", FOREIGN)
            .with("Access-Control-Request-Method", "DELETE")
            .send("OPTIONS", "/api/numbers/n1", "", new byte[0])
            .expect(204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(preflight.header("Access-Control-Allow-Methods")).isEmpty();
  }

  @Test
  void saysWhichMethodsAPathHas() {
    ApiAnswer answer = viewer().put("/api/numbers", "{}").expect(405, "METHOD_NOT_ALLOWED");
    assertThat(answer.header("Allow")).contains("GET, HEAD, OPTIONS, POST");
  }

  @Test
  void asksForTheTokenOfAPageWhenACookieVouches() {
    ApiClient browser = rig.byCookie(owner());
    browser.get("/api/numbers").expect(200);
    browser.delete("/api/numbers/n1").expect(403, "CSRF_TOKEN_INVALID");
    browser.with("X-CSRF-Token", "wrong").delete("/api/numbers/n1").expect(403);
    assertThat(some().seen.stream().map(it -> it.operation().operationId()))
        .doesNotContain("deleteNumber");
    browser.with("X-CSRF-Token", "right").delete("/api/numbers/n1").expect(204);
  }

  @Test
  void refusesAChangeThatAForeignPageAsksFor() {
    ApiClient browser = rig.byCookie(owner()).with("X-CSRF-Token", "right");
    browser.with("Origin", FOREIGN).delete("/api/numbers/n1").expect(403, "ORIGIN_NOT_ALLOWED");
    browser.with("Origin", "null").delete("/api/numbers/n1").expect(403, "ORIGIN_NOT_ALLOWED");
    browser.with("Origin", LISTED).delete("/api/numbers/n1").expect(204);
    browser.with("Origin", rig.base().toString()).delete("/api/numbers/n1").expect(204);
  }

  @Test
  void refusesAWebSocketOfAForeignPage() {
    rig.byCookie(owner())
        .with("Origin", FOREIGN)
        .get("/ws/dashboard")
        .expect(403, "ORIGIN_NOT_ALLOWED");
    viewer().get("/ws/dashboard").expect(400, "UPGRADE_REQUIRED");
  }

  @Test
  void takesTheTokenOfASocketFromItsProtocols() {
    String token = viewer().request("/").build().headers().firstValue("Authorization").orElse("");
    rig.nobody()
        .with("Sec-WebSocket-Protocol", "oratio.v1, bearer." + token.substring(7))
        .get("/ws/dashboard")
        .expect(400, "UPGRADE_REQUIRED");
  }

  @Test
  void answersAKeyOfOtherAgentsAsIfTheAgentWereNotThere() {
    ApiClient key =
        rig.as(new Caller.Key("key_1", tenant, Set.of("agents:read"), Set.of("agt_mine")));
    key.get("/api/agents/agt_other").expect(404, "AGENT_NOT_FOUND");
    // Nobody answers it in this test, which is told to those who may ask.
    key.get("/api/agents/agt_mine").expect(503, "UNAVAILABLE");
  }

  @Test
  void refusesParametersThatDoNotFitAndSaysWhere() {
    assertThat(pointers(viewer().get("/api/numbers?limit=0").expect(400, "REQUEST_INVALID")))
        .containsExactly("#/query/limit");
    assertThat(pointers(viewer().get("/api/numbers?limit=x&nope=1").expect(400)))
        .containsExactly("#/query/limit", "#/query/nope");
    assertThat(pointers(viewer().get("/api/numbers?limit=1&limit=2").expect(400)))
        .containsExactly("#/query/limit");
    assertThat(pointers(admin().delete("/api/numbers/a%20b").expect(400)))
        .containsExactly("#/path/numberId");
    admin().delete("/api/numbers/a%00b").expect(400, "REQUEST_INVALID");
    viewer().get("/api/numbers?cursor=%ff").expect(400, "REQUEST_INVALID");
  }

  @Test
  void givesParametersTheirTypes() {
    viewer().get("/api/numbers?limit=7&cursor=abc").expect(200);
    Request seen = some().seen.remove();
    assertThat(seen.number("limit")).hasValue(7);
    assertThat(seen.text("cursor")).contains("abc");
    assertThat(seen.tenantId()).isEqualTo(tenant);
  }

  @Test
  void refusesBodiesThatDoNotFitAndSaysWhere() {
    ApiClient anyone = rig.nobody();
    String path = "/api/auth/password-reset";
    anyone.post(path, "{\"email\":\"a@example.com\"}").expect(202);
    assertThat(pointers(anyone.post(path, "{\"email\":1}").expect(400, "REQUEST_INVALID")))
        .containsExactly("/email");
    assertThat(pointers(anyone.post(path, "{}").expect(400))).containsExactly("/email");
    anyone.post(path, "").expect(400, "REQUEST_INVALID");
    anyone.post(path, "{").expect(400, "REQUEST_INVALID");
    anyone.post(path, "{\"email\":\"a@example.com\"} x").expect(400, "REQUEST_INVALID");
    anyone
        .send("POST", path, "text/plain", "{}".getBytes(StandardCharsets.UTF_8))
        .expect(415, "MEDIA_TYPE_UNSUPPORTED");
    anyone.send("POST", path, "", "{}".getBytes(StandardCharsets.UTF_8)).expect(415);
    anyone
        .send(
            "POST",
            path,
            "application/json; charset=utf-8",
            "{\"email\":\"a@example.com\"}".getBytes(StandardCharsets.UTF_8))
        .expect(202);
  }

  @Test
  void givesTheFilesOfAForm() {
    byte[] large = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    Form form =
        new Form()
            .text("path", "prices/2026.pdf")
            .file("file", "Größe/2026.pdf", "application/pdf", large);
    admin().post("/api/agents/agt_1/documents", form).expect(422, "VALIDATION_FAILED");
    assertThat(some().files.remove())
        .containsExactly("file|Größe/2026.pdf|application/pdf|100000|" + "x".repeat(16));
    assertThat(some().seen.remove().body().path("path").stringValue(""))
        .isEqualTo("prices/2026.pdf");
  }

  @Test
  void refusesFormsThatDoNotFit() {
    ApiClient admin = admin();
    String path = "/api/agents/agt_1/documents";
    assertThat(pointers(admin.post(path, new Form().text("path", "a.txt")).expect(400)))
        .containsExactly("/file");
    assertThat(pointers(admin.post(path, new Form().text("file", "words")).expect(400)))
        .containsExactly("/file");
    Form twice =
        new Form()
            .file("file", "a", "text/plain", new byte[1])
            .file("file", "b", "text/plain", new byte[1]);
    assertThat(pointers(admin.post(path, twice).expect(400))).containsExactly("/file");
    Form unknown = new Form().file("other", "a", "text/plain", new byte[1]);
    assertThat(pointers(admin.post(path, unknown).expect(400))).containsExactly("/other");
    admin.send("POST", path, "multipart/form-data; boundary=x", new byte[] {'a'}).expect(400);
    admin.send("POST", path, "multipart/form-data", new byte[] {'a'}).expect(400);
  }

  @Test
  void givesABodyOfAnotherKindAsAFile() {
    admin()
        .send("POST", "/api/agents/import", "application/zip", new byte[] {'P', 'K'})
        .expect(422);
    assertThat(some().files.remove()).containsExactly("||application/zip|2|PK");
  }

  @Test
  void sendsPartsOfARecording() {
    ApiClient viewer = viewer();
    String path = "/api/sessions/ses_1/recording";
    assertThat(viewer.get(path).expect(200).text()).isEqualTo("0123456789");
    ApiAnswer part = viewer.with("Range", "bytes=2-4").get(path).expect(206);
    assertThat(part.text()).isEqualTo("234");
    assertThat(part.header("Content-Range")).contains("bytes 2-4/10");
    assertThat(viewer.with("Range", "bytes=-3").get(path).expect(206).text()).isEqualTo("789");
    assertThat(viewer.with("Range", "bytes=8-").get(path).expect(206).text()).isEqualTo("89");
    assertThat(viewer.with("Range", "bytes=8-99").get(path).expect(206).text()).isEqualTo("89");
    assertThat(viewer.with("Range", "bytes=0-1,3-4").get(path).expect(200).text()).hasSize(10);
    assertThat(viewer.with("Range", "bytes=4-2").get(path).expect(200).text()).hasSize(10);
    ApiAnswer none = viewer.with("Range", "bytes=10-").get(path).expect(416);
    assertThat(none.header("Content-Range")).contains("bytes */10");
    ApiAnswer head = viewer.send("HEAD", path, "", new byte[0]).expect(200);
    assertThat(head.header("Content-Length")).contains("10");
    assertThat(head.bytes()).isEmpty();
  }

  @Test
  void sendsTextAsUtf8() {
    ApiAnswer answer = viewer().get("/api/sessions/ses_1/transcript").expect(200);
    assertThat(answer.header("Content-Type")).contains("text/plain;charset=utf-8");
    assertThat(answer.text()).isEqualTo("Grüße");
  }

  @Test
  void saysWhenItIsWorthAnotherTry() {
    ApiAnswer answer =
        rig.as(tenant, Role.OPERATOR)
            .post("/chat/agt_1", "{\"message\":\"hello\"}")
            .expect(503, "GATEWAY_UNAVAILABLE");
    assertThat(answer.header("Retry-After")).contains("2");
    assertThat(answer.json().at("/error/retry_after").intValue(0)).isEqualTo(2);
  }

  @Test
  void tellsNothingOfTheInsideWhenItFails() throws Exception {
    HttpResponse<String> answer;
    try (HttpClient http = HttpClient.newHttpClient()) {
      answer =
          http.send(
              viewer().request("/api/retention").GET().build(),
              HttpResponse.BodyHandlers.ofString());
    }
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body())
        .contains("INTERNAL_ERROR")
        .doesNotContain("secret")
        .doesNotContain("Exception")
        .doesNotContain("io.oratio");
  }

  @Test
  void passesByWhatIsNotOfTheContract() {
    // Answered by the server behind the door, in the same words.
    ApiAnswer answer = rig.nobody().get("/elsewhere").expect(404, "NOT_FOUND");
    assertThat(answer.header("Content-Security-Policy")).isEmpty();
  }

  private static SomeEndpoints some() {
    return rig.bean(SomeEndpoints.class);
  }

  private ApiClient viewer() {
    return rig.as(tenant, Role.VIEWER);
  }

  private ApiClient admin() {
    return rig.as(tenant, Role.ADMIN);
  }

  private Caller.Person owner() {
    return new Caller.Person("usr_1", tenant, Role.OWNER, Optional.of("right"));
  }

  private static List<String> pointers(ApiAnswer answer) {
    return answer
        .json()
        .at("/error/details")
        .valueStream()
        .map((JsonNode it) -> it.path("pointer").stringValue(""))
        .toList();
  }
}
