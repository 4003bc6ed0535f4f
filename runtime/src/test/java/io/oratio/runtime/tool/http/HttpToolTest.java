package io.oratio.runtime.tool.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.runtime.agent.ToolDefinition;
import io.oratio.runtime.agent.ToolDefinition.Bounds;
import io.oratio.runtime.outbound.AllowedTarget;
import io.oratio.runtime.outbound.FakeNames;
import io.oratio.runtime.outbound.OutboundHttp;
import io.oratio.runtime.outbound.OutboundSettings;
import io.oratio.runtime.outbound.RawServer;
import io.oratio.runtime.tool.Secrets;
import io.oratio.runtime.tool.Tool;
import io.oratio.runtime.tool.ToolFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Timeout(60)
class HttpToolTest {
  private static final TenantId TENANT = new TenantId("acme");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Secrets SECRETS =
      (tenant, name) ->
          tenant.equals(TENANT)
              ? Optional.ofNullable(
                  Map.of("key", "s3cret/value", "broken", "a\r\nX-Evil: 1").get(name))
              : Optional.empty();

  private volatile String answer = json(200, "{\"ok\":true}");
  private final RawServer server;
  private final OutboundHttp http;

  HttpToolTest() throws IOException {
    server = new RawServer((_, out) -> out.write(answer.getBytes(StandardCharsets.UTF_8)));
    http =
        new OutboundHttp(
            OutboundSettings.USUAL.withAllowed(
                List.of(AllowedTarget.parse("http://shop.example:" + server.port()))),
            new FakeNames().answer("shop.example", "127.0.0.1"));
  }

  @AfterEach
  void end() throws IOException {
    http.close();
    server.close();
  }

  private static String json(int status, String body) {
    return "HTTP/1.1 "
        + status
        + " X\r\nContent-Type: application/json\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  private Declaration tool(String method, String path) {
    return new Declaration(
        method,
        "http://shop.example:" + server.port() + path,
        Map.of(),
        Map.of(),
        Map.of(),
        Bounds.USUAL);
  }

  private record Declaration(
      String method,
      String url,
      Map<String, String> headers,
      Map<String, Object> body,
      Map<String, String> response,
      Bounds bounds) {
    Declaration headers(Map<String, String> it) {
      return new Declaration(method, url, it, body, response, bounds);
    }

    Declaration body(Map<String, Object> it) {
      return new Declaration(method, url, headers, it, response, bounds);
    }

    Declaration response(Map<String, String> it) {
      return new Declaration(method, url, headers, body, it, bounds);
    }

    Declaration bounds(Bounds it) {
      return new Declaration(method, url, headers, body, response, it);
    }
  }

  private Tool open(Declaration it) {
    return HttpTool.open(
        new ToolDefinition.Http(
            "orders",
            "Looks up an order.",
            it.method(),
            it.url(),
            it.headers(),
            it.body(),
            Map.of(),
            Map.of(),
            it.response(),
            it.bounds()),
        TENANT,
        SECRETS,
        http);
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
  }

  private JsonNode run(Declaration it, String arguments) throws Exception {
    return open(it).run(object(arguments), "call-1:2:orders:1");
  }

  private ToolFailure failing(Declaration it, String arguments) {
    return catchThrowableOfType(ToolFailure.class, () -> run(it, arguments));
  }

  private String firstLine() {
    return server.requests().getLast().lines().findFirst().orElseThrow();
  }

  @Test
  void putsArgumentsIntoPathAndQuery() throws Exception {
    var result =
        run(
            tool("GET", "/orders/{id}/lines?state={state}&fixed=1&q=a+b&tag={tags}&none={none}"),
            "{'id':'A 12','state':'ö&x=1#','tags':['a','b c']}");

    assertThat(result).isEqualTo(object("{'ok':true}"));
    assertThat(firstLine())
        .isEqualTo(
            "GET /orders/A%2012/lines?state=%C3%B6%26x%3D1%23&fixed=1&q=a+b&tag=a&tag=b%20c"
                + " HTTP/1.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..", ".", "", "a/b", "../x", "a\\b", "..;", "..;a", "a\nb", "a\rb", "a\0b", "/", "%2F/"
      })
  void letsNoArgumentChangeThePath(String value) {
    var arguments = JSON.createObjectNode().put("id", value).toString();

    var failure = failing(tool("DELETE", "/orders/{id}"), arguments);

    assertThat(failure.code()).isEqualTo("arguments");
    assertThat(failure.mayRetry()).isFalse();
    assertThat(server.connections()).isZero();
  }

  @Test
  void letsNoArgumentsTogetherMakeDots() {
    assertThat(failing(tool("GET", "/a/{x}{y}"), "{'x':'.','y':'.'}").code())
        .isEqualTo("arguments");
  }

  @ParameterizedTest
  @CsvSource({
    "a?b=c,/orders/a%3Fb%3Dc",
    "a#b,/orders/a%23b",
    "a&b,/orders/a%26b",
    "%2e%2e,/orders/%252e%252e",
    "@evil.example,/orders/%40evil.example",
    "{{secret:key}},/orders/%7B%7Bsecret%3Akey%7D%7D",
    "{id},/orders/%7Bid%7D",
    "…,/orders/%E2%80%A6"
  })
  void sendsEveryOtherArgumentAsItIs(String value, String path) throws Exception {
    run(tool("GET", "/orders/{id}"), JSON.createObjectNode().put("id", value).toString());

    assertThat(firstLine()).isEqualTo("GET " + path + " HTTP/1.1");
  }

  @Test
  void refusesAnObjectWhereOnePlainValueBelongs() {
    assertThat(failing(tool("GET", "/a/{x}"), "{'x':{'y':1}}").code()).isEqualTo("arguments");
    assertThat(failing(tool("GET", "/a?x={x}"), "{'x':{'y':1}}").code()).isEqualTo("arguments");
    assertThat(failing(tool("GET", "/a/{x}"), "{}").code()).isEqualTo("arguments");
  }

  @Test
  void sendsSecretsInHeadersBodyAndQueryOnly() throws Exception {
    run(
        tool("POST", "/a?k={{secret:key}}")
            .headers(Map.of("Authorization", "Bearer {{secret:key}}", "X-Order", "no. {id}"))
            .body(Map.of("token", "{{ secret:key }}", "id", "{id}")),
        "{'id':7}");

    assertThat(server.requests().getLast())
        .startsWith("POST /a?k=s3cret%2Fvalue HTTP/1.1")
        .contains("Authorization: Bearer s3cret/value\r\n")
        .contains("X-Order: no. 7\r\n")
        .contains("\"token\":\"s3cret/value\"")
        .contains("\"id\":7");
    assertThatThrownBy(() -> open(tool("GET", "/a/{{secret:key}}")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesNotReadASecretOutOfAnArgument() throws Exception {
    run(
        tool("POST", "/a?q={q}").headers(Map.of("X-Q", "{q}")).body(Map.of("q", "{q}!")),
        "{'q':'{{secret:key}}'}");

    assertThat(server.requests().getLast()).doesNotContain("s3cret");
  }

  @Test
  void takesASecretOutOfWhatComesBack() throws Exception {
    var declaration = tool("GET", "/a").headers(Map.of("Authorization", "Bearer {{secret:key}}"));
    answer = json(200, "{\"you\":\"sent s3cret/value and s3cret\\/value\"}");

    assertThat(run(declaration, "{}").toString()).doesNotContain("s3cret");

    answer = json(401, "{\"message\":\"bad key s3cret/value\"}");

    assertThat(failing(declaration, "{}").sentence())
        .contains("bad key [REDACTED]")
        .doesNotContain("s3cret");
  }

  @Test
  void saysThatASecretIsMissingOrUnusableWithoutNamingIt() {
    assertThat(failing(tool("GET", "/a").headers(Map.of("X", "{{secret:nope}}")), "{}").code())
        .isEqualTo("secret_missing");
    var unusable = failing(tool("GET", "/a").headers(Map.of("X", "{{secret:broken}}")), "{}");

    assertThat(unusable.code()).isEqualTo("secret_unusable");
    assertThat(unusable.sentence()).doesNotContain("Evil");
    assertThat(server.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\0b", "ü"})
  void letsNoArgumentAddAHeaderLine(String value) {
    var arguments = JSON.createObjectNode().put("x", value).toString();

    assertThat(failing(tool("GET", "/a").headers(Map.of("X-A", "{x}")), arguments).code())
        .isEqualTo("arguments");
    assertThat(server.connections()).isZero();
  }

  @Test
  void keepsTheTypesOfArgumentsInTheBody() throws Exception {
    run(
        tool("POST", "/a")
            .body(
                Map.of(
                    "n",
                    "{n}",
                    "flag",
                    "{flag}",
                    "list",
                    "{list}",
                    "text",
                    "no. {n} of {name}",
                    "left",
                    "{left}",
                    "in",
                    Map.of("deep", List.of("{n}", "{left}", 5)))),
        "{'n':7,'flag':true,'list':[1,{'a':null}],'name':'x\\\",\\\"y'}");

    var sent = server.requests().getLast();
    assertThat(sent).contains("Content-Type: application/json\r\n");
    assertThat(JSON.readTree(sent.substring(sent.indexOf("\r\n\r\n") + 4)))
        .isEqualTo(
            JSON.readTree(
                """
                {"n":7,"flag":true,"list":[1,{"a":null}],"text":"no. 7 of x\\",\\"y",
                 "in":{"deep":[7,5]}}
                """));
  }

  @Test
  void sendsAFormWhereTheHeaderSaysSo() throws Exception {
    run(
        tool("POST", "/a")
            .headers(Map.of("Content-Type", "application/x-www-form-urlencoded"))
            .body(Map.of("q", "{q}")),
        "{'q':'a&b=c'}");

    assertThat(server.requests().getLast()).endsWith("\r\n\r\nq=a%26b%3Dc");
  }

  @Test
  void sendsTheIdempotencyKeyWhereItWrites() throws Exception {
    for (var method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      run(tool(method, "/a"), "{}");
      assertThat(server.requests().getLast()).contains("Idempotency-Key: call-1:2:orders:1\r\n");
    }
    run(tool("GET", "/a"), "{}");
    assertThat(server.requests().getLast()).doesNotContain("Idempotency-Key");
    run(tool("POST", "/a").headers(Map.of("idempotency-key", "mine")), "{}");
    assertThat(server.requests().getLast()).contains("mine").doesNotContain("call-1");
  }

  @Test
  void mapsTheAnswerByPointers() throws Exception {
    answer = json(200, "{\"a\":{\"b\":[1,{\"c\":\"x\"}]},\"d\":null}");

    assertThat(
            run(
                tool("GET", "/a")
                    .response(Map.of("c", "/a/b/1/c", "first", "/a/b/0", "gone", "/z", "d", "/d")),
                "{}"))
        .isEqualTo(object("{'c':'x','first':1,'d':null}"));
  }

  @Test
  void takesAnAnswerThatIsNoJsonForText() throws Exception {
    answer = RawServer.ok("Opens at nine.");
    assertThat(run(tool("GET", "/a"), "{}").stringValue()).isEqualTo("Opens at nine.");
    answer = "HTTP/1.1 204 No Content\r\n\r\n";
    assertThat(run(tool("DELETE", "/a"), "{}")).isEqualTo(object("{'status':204}"));
  }

  @ParameterizedTest
  @CsvSource({
    "400,false",
    "401,false",
    "403,false",
    "404,false",
    "409,false",
    "422,false",
    "408,true",
    "429,true",
    "500,true",
    "502,true",
    "503,true",
    "302,false"
  })
  void tellsTheModelWhatAStatusMeans(int status, boolean mayRetry) {
    answer = json(status, "{\"error\":{\"message\":\"no such\\norder \\\"7\\\"\"}}");

    var failure = failing(tool("GET", "/a"), "{}");

    assertThat(failure.code()).isEqualTo("http_" + status);
    assertThat(failure.mayRetry()).isEqualTo(mayRetry);
    assertThat(failure.sentence()).endsWith("It said: \"no such order '7'\"");
  }

  @Test
  void quotesOnlyALittleOfAnAnswer() {
    answer = json(500, "{\"message\":\"" + "x".repeat(5_000) + "\"}");
    assertThat(failing(tool("GET", "/a"), "{}").sentence()).hasSizeLessThan(400);
    answer =
        "HTTP/1.1 500 X\r\nContent-Type: text/html\r\nContent-Length: 14\r\n\r\n<html>x</html>";
    assertThat(failing(tool("GET", "/a"), "{}").sentence()).doesNotContain("html");
  }

  @Test
  void endsAtItsTimeLimit() throws Exception {
    try (var silent = new RawServer((_, _) -> Thread.currentThread().join());
        var client =
            new OutboundHttp(
                OutboundSettings.USUAL.withAllowed(
                    List.of(AllowedTarget.parse("http://shop.example:" + silent.port()))),
                new FakeNames().answer("shop.example", "127.0.0.1"))) {
      var tool =
          HttpTool.open(
              new ToolDefinition.Http(
                  "slow",
                  "",
                  "GET",
                  "http://shop.example:" + silent.port(),
                  Map.of(),
                  Map.of(),
                  Map.of(),
                  Map.of(),
                  Map.of(),
                  new Bounds("", "", 0.4, "", 0)),
              TENANT,
              SECRETS,
              client);

      var failure = catchThrowableOfType(ToolFailure.class, () -> tool.run(object("{}"), "k"));

      assertThat(failure.code()).isEqualTo("timeout");
      assertThat(failure.mayRetry()).isTrue();
    }
  }

  @Test
  void reachesNothingInside() {
    var failure =
        failing(
            new Declaration(
                "GET", "https://127.0.0.1/", Map.of(), Map.of(), Map.of(), Bounds.USUAL),
            "{}");

    assertThat(failure.code()).isEqualTo("private_address");
    assertThat(failure.mayRetry()).isFalse();
  }

  @Test
  void knowsItsAuthorityByItsMethodUnlessItIsTold() {
    assertThat(open(tool("GET", "/a")).spec().authority()).isEqualTo(Authority.READ);
    assertThat(open(tool("", "/a")).isRepeatable()).isTrue();
    assertThat(open(tool("put", "/a")).spec().authority()).isEqualTo(Authority.WRITE);
    assertThat(open(tool("PUT", "/a")).isRepeatable()).isTrue();
    assertThat(open(tool("POST", "/a")).isRepeatable()).isFalse();
    assertThat(open(tool("PATCH", "/a")).isRepeatable()).isFalse();
    var money = open(tool("POST", "/a").bounds(new Bounds("money", "", 0, "", 0)));
    assertThat(money.spec().authority()).isEqualTo(Authority.MONEY);
    assertThat(money.spec().mustConfirm()).isTrue();
    assertThat(
            open(tool("GET", "/a").bounds(new Bounds("", "always", 0, "", 0))).spec().mustConfirm())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://{host}/a",
        "https://shop{x}.example/a",
        "https://shop.example:{port}/",
        "{url}",
        "shop.example/a",
        "https://shop.example/a?{x}=1",
        "https://shop.example/{not closed",
        "https://shop.example/{{secret:key}}",
        "https://{{secret:key}}/",
        "file:///etc/passwd"
      })
  void refusesADeclarationWithAGapInTheWrongPlace(String url) {
    assertThatThrownBy(
            () -> open(new Declaration("GET", url, Map.of(), Map.of(), Map.of(), Bounds.USUAL)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAMethodItDoesNotKnowAndABodyThatCannotBeSent() {
    assertThatThrownBy(() -> open(tool("TRACE", "/a")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> open(tool("GET", "/a").body(Map.of("a", 1))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
