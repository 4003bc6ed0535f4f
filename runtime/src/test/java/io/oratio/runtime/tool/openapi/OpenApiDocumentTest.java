package io.oratio.runtime.tool.openapi;

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
import io.oratio.runtime.tool.Tool;
import io.oratio.runtime.tool.ToolFailure;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Timeout(120)
class OpenApiDocumentTest {
  private static final TenantId TENANT = new TenantId("acme");
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String ORDERS =
      """
      openapi: 3.0.3
      info: {title: Orders, version: "1"}
      servers:
        - url: http://{region}.example:PORT/v1
          variables: {region: {default: shop}}
      paths:
        /orders/{orderId}:
          parameters:
            - {name: orderId, in: path, required: true, schema: {type: string}}
          get:
            operationId: getOrder
            summary: Looks up an order.
            description: With its lines.
            parameters:
              - {name: fields, in: query, schema: {type: array, items: {type: string}}}
              - {name: tags, in: query, explode: false, schema: {type: array, items: {type: string}}}
              - {name: filter, in: query, style: deepObject, explode: true, schema: {type: object}}
              - {name: X-Trace, in: header, schema: {type: string}}
              - {name: Authorization, in: header, required: true, schema: {type: string}}
              - {name: seen, in: cookie, schema: {type: string}}
            responses:
              "200":
                description: It.
                content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
          delete:
            responses: {"204": {description: Gone.}}
        /orders:
          post:
            operationId: orders.create/now
            requestBody:
              required: true
              content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
            responses: {"201": {description: Made.}}
        /upload:
          post:
            operationId: upload
            requestBody:
              content: {multipart/form-data: {schema: {type: object}}}
            responses: {"201": {description: Made.}}
      components:
        schemas:
          Base:
            type: object
            required: [id, state]
            properties:
              id: {type: string, readOnly: true}
              secret: {type: string, writeOnly: true}
              state: {type: string, nullable: true, enum: [open, shut]}
          Order:
            allOf:
              - $ref: '#/components/schemas/Base'
              - type: object
                required: [amount]
                properties:
                  amount: {type: number, minimum: 0, exclusiveMinimum: true, example: 3}
                  parent: {$ref: '#/components/schemas/Order'}
                  lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
          Line:
            type: object
            properties:
              text: {type: string, maxLength: 20}
              of: {$ref: '#/components/schemas/Line'}
      """;

  private final RawServer server;
  private final OutboundHttp http;

  OpenApiDocumentTest() throws IOException {
    server =
        RawServer.saying(
            "HTTP/1.1 200 OK\r\n"
                + "Content-Type: application/json\r\n"
                + "Content-Length: 7\r\n\r\n"
                + "{\"a\":1}");
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

  private OpenApiDocument orders() {
    return OpenApiDocument.parse(ORDERS.replace("PORT", "" + server.port()), Optional.empty());
  }

  private Tool tool(OpenApiDocument document, String id) {
    return document
        .tools(
            new ToolDefinition.OpenApi(
                "orders",
                "tools/orders.yaml",
                List.of(id),
                "",
                Map.of("Authorization", "Bearer {{secret:key}}"),
                Bounds.USUAL),
            TENANT,
            (_, name) -> Optional.of("s3cret-" + name),
            http)
        .getFirst();
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
  }

  private static JsonNode schema(Tool tool) {
    return JSON.readTree(tool.spec().inputSchema());
  }

  @Test
  void listsWhatCanBePicked() {
    assertThat(orders().operationIds())
        .containsExactly("getOrder", "delete_orders_orderId", "orders.create/now", "upload");
  }

  @Test
  void describesAnOperationToAModel() {
    var get = tool(orders(), "getOrder");

    assertThat(get.spec().name()).isEqualTo("getOrder");
    assertThat(get.spec().description()).isEqualTo("Looks up an order.\nWith its lines.");
    assertThat(get.spec().authority()).isEqualTo(Authority.READ);
    assertThat(get.isRepeatable()).isTrue();
    assertThat(schema(get).path("properties").propertyNames())
        .containsExactly("orderId", "fields", "tags", "filter", "X-Trace");
    assertThat(schema(get).path("required")).isEqualTo(JSON.readTree("[\"orderId\"]"));
    assertThat(schema(get).path("additionalProperties").booleanValue()).isFalse();
  }

  @Test
  void namesAndBoundsAnOperationThatWrites() {
    var create = tool(orders(), "orders.create/now");

    assertThat(create.spec().name()).isEqualTo("orders_create_now");
    assertThat(create.spec().authority()).isEqualTo(Authority.WRITE);
    assertThat(create.isRepeatable()).isFalse();
    assertThat(tool(orders(), "delete_orders_orderId").spec().description())
        .isEqualTo("DELETE /orders/{orderId}");
  }

  @Test
  void inlinesWhatIsSentWithoutWhatCanOnlyBeRead() {
    var body = schema(tool(orders(), "orders.create/now")).at("/properties/body");

    assertThat(body)
        .isEqualTo(
            JSON.readTree(
                """
                {"type":"object","required":["state","amount"],"properties":{
                  "secret":{"type":"string"},
                  "state":{"type":["string","null"],"enum":["open","shut",null]},
                  "amount":{"type":"number","exclusiveMinimum":0},
                  "parent":{},
                  "lines":{"type":"array","items":{"type":"object","properties":{
                    "text":{"type":"string","maxLength":20},"of":{}}}}}}
                """));
  }

  @Test
  void holdsAnAnswerAgainstWhatCanBeRead() {
    var result = JSON.readTree(tool(orders(), "getOrder").resultSchema());

    assertThat(result.path("properties").propertyNames()).contains("id").doesNotContain("secret");
    assertThat(tool(orders(), "delete_orders_orderId").resultSchema()).isEmpty();
  }

  @Test
  void sendsEachArgumentWhereItBelongs() throws Exception {
    var result =
        tool(orders(), "getOrder")
            .run(
                object(
                    "{'orderId':'A 1','fields':['a','b c'],'tags':['x','y,z'],"
                        + "'filter':{'a':1},'X-Trace':'t'}"),
                "k");

    assertThat(result).isEqualTo(object("{'a':1}"));
    assertThat(server.requests().getLast())
        .startsWith(
            "GET /v1/orders/A%201?fields=a&fields=b%20c&tags=x,y%2Cz&filter%5Ba%5D=1 HTTP/1.1")
        .contains("X-Trace: t\r\n")
        .contains("Authorization: Bearer s3cret-key\r\n");
  }

  @Test
  void sendsABodyAndTheIdempotencyKey() throws Exception {
    tool(orders(), "orders.create/now").run(object("{'body':{'amount':2.5}}"), "call:1:c:1");

    assertThat(server.requests().getLast())
        .startsWith("POST /v1/orders HTTP/1.1")
        .contains("Content-Type: application/json\r\n")
        .contains("Idempotency-Key: call:1:c:1\r\n")
        .endsWith("\r\n\r\n{\"amount\":2.5}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "a/b", "", "..;x", "a\\b"})
  void letsNoArgumentLeaveItsSegment(String value) {
    var arguments = JSON.createObjectNode().put("orderId", value);

    assertThat(
            catchThrowableOfType(
                    ToolFailure.class, () -> tool(orders(), "getOrder").run(arguments, "k"))
                .code())
        .isEqualTo("arguments");
    assertThat(server.connections()).isZero();
  }

  @Test
  void refusesToLeaveTheDocumentAndAsksNobody() {
    for (var reference :
        List.of(
            "http://127.0.0.1:" + server.port() + "/x.json",
            "other.yaml#/components/schemas/X",
            "file:///etc/passwd")) {
      var text =
          ORDERS.replace("PORT", "1").replace("'#/components/schemas/Line'", "'" + reference + "'");

      assertThatThrownBy(() -> OpenApiDocument.parse(text, Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another document");
    }
    assertThat(server.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not a document",
        "{}",
        "[]",
        "{\"swagger\":\"2.0\",\"info\":{\"title\":\"x\",\"version\":\"1\"},\"paths\":{}}",
        "openapi: 3.0.0\ninfo: {title: x, version: '1'}",
        "a: &a [x,x]\n"
            + "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
            + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
            + "d: &d [*c,*c,*c,*c,*c,*c,*c,*c]\n"
            + "e: &e [*d,*d,*d,*d,*d,*d,*d,*d]\n"
            + "f: &f [*e,*e,*e,*e,*e,*e,*e,*e]\n"
            + "g: &g [*f,*f,*f,*f,*f,*f,*f,*f]\n"
            + "h: [*g,*g,*g,*g,*g,*g,*g,*g]",
        "!!javax.script.ScriptEngineManager [x]"
      })
  void refusesWhatIsNoDocument(String text) {
    assertThatThrownBy(() -> OpenApiDocument.parse(text, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesADocumentThatIsTooDeepOrTooLong() {
    var deep = "{\"openapi\":\"3.0.0\",\"x\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}";
    assertThatThrownBy(() -> OpenApiDocument.parse(deep, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OpenApiDocument.parse(" ".repeat(5 << 20), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsASchemaShortWhenItsReferencesMultiply() {
    var text = new StringBuilder();
    text.append(
        """
        openapi: 3.0.0
        info: {title: x, version: '1'}
        servers: [{url: 'https://shop.example'}]
        paths:
          /a:
            post:
              operationId: a
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/S0'}}}}
              responses: {'200': {description: x}}
        components:
          schemas:
        """);
    for (int i = 0; i < 30; i++) {
      text.append("    S" + i + ": {type: object, properties: {");
      for (int j = 0; j < 8; j++) {
        text.append("p" + j + ": {$ref: '#/components/schemas/S" + (i + 1) + "'}, ");
      }
      text.append("z: {type: string}}}\n");
    }
    text.append("    S30: {type: string}\n");

    var tool = tool(OpenApiDocument.parse(text.toString(), Optional.empty()), "a");

    assertThat(tool.spec().inputSchema()).hasSizeLessThan(24_001);
  }

  @Test
  void readsVersionThreeOneInJson() {
    var document =
        OpenApiDocument.parse(
            """
            {"openapi":"3.1.0","info":{"title":"x","version":"1"},
             "servers":[{"url":"/api"}],
             "paths":{"/a":{"get":{"operationId":"a","parameters":[
               {"name":"n","in":"query","schema":{"type":["integer","null"],"exclusiveMinimum":3}}],
               "responses":{"200":{"description":"x"}}}}}}
            """,
            Optional.of(URI.create("https://shop.example/docs/openapi.json")));

    assertThat(schema(tool(document, "a")).at("/properties/n/exclusiveMinimum").intValue())
        .isEqualTo(3);
    assertThat(schema(tool(document, "a")).at("/properties/n/type"))
        .containsExactlyInAnyOrder(JSON.readTree("\"integer\""), JSON.readTree("\"null\""));
  }

  @Test
  void saysWhatCannotBeCalled() {
    assertThatThrownBy(() -> tool(orders(), "nope")).hasMessageContaining("no operation nope");
    assertThatThrownBy(() -> tool(orders(), "upload")).hasMessageContaining("/upload");
    var nowhere =
        OpenApiDocument.parse(
            "openapi: 3.0.0\ninfo: {title: x, version: '1'}\npaths: {/a: {get: {operationId: a,"
                + " responses: {'200': {description: x}}}}}",
            Optional.empty());
    assertThatThrownBy(() -> tool(nowhere, "a")).hasMessageContaining("server");
  }

  @Test
  void givesEachToolANameOfItsOwn() {
    var names = new ToolNames();

    assertThat(names.unused("a.b")).isEqualTo("a_b");
    assertThat(names.unused("a b")).isEqualTo("a_b_2");
    assertThat(names.unused("x".repeat(80))).hasSize(64);
    assertThat(names.unused("x".repeat(80))).hasSize(64).endsWith("_2");
    assertThat(names.unused("")).isEqualTo("tool");
  }
}
