package io.oratio.runtime.tool.openapi;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.runtime.agent.ToolDefinition;
import io.oratio.runtime.outbound.OutboundHttp;
import io.oratio.runtime.tool.Secrets;
import io.oratio.runtime.tool.Tool;
import io.oratio.runtime.tool.ToolFailure;
import io.oratio.runtime.tool.ToolSpec;
import io.oratio.runtime.tool.http.Endpoint;
import io.oratio.runtime.tool.http.Forms;
import io.oratio.runtime.tool.http.HeaderLines;
import io.oratio.runtime.tool.http.Terms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One operation of a document as a tool.
final class OperationTool implements Tool {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LONGEST_SCHEMA = 24_000;
  private static final int LONGEST_DESCRIPTION = 1_000;
  // Tried in this order until the schema is short enough for a model.
  private static final List<Integer> DEPTHS = List.of(8, 5, 3, 2, 1);

  private final OpenApiDocument.Operation operation;
  private final String server;
  private final TenantId tenantId;
  private final Secrets secrets;
  private final Endpoint endpoint;
  private final HeaderLines headers;
  private final Parameters parameters;
  private final Optional<Body> body;
  private final Duration within;
  private final ToolSpec spec;
  private final String resultSchema;

  /// @param argument what the model calls it
  /// @param type the media type it is sent as
  private record Body(String argument, String type, boolean isRequired, JsonNode schema) {}

  OperationTool(
      String name,
      OpenApiDocument.Operation operation,
      String server,
      JsonNode root,
      ToolDefinition.OpenApi definition,
      TenantId tenantId,
      Secrets secrets,
      OutboundHttp http) {
    this.operation = operation;
    this.server = server;
    this.tenantId = tenantId;
    this.secrets = secrets;
    this.endpoint = new Endpoint(http, tenantId, JSON);
    this.headers = new HeaderLines(definition.headers());
    this.parameters = new Parameters(root, operation);
    this.body = body(root);
    this.within = Terms.timeLimit(definition.bounds());
    var authority =
        Terms.authority(
            definition.bounds(),
            Endpoint.isSafe(operation.method()) ? Authority.READ : Authority.WRITE);
    this.spec =
        new ToolSpec(
            name,
            description(),
            shortest(depth -> arguments(root, depth)),
            authority,
            Terms.mustConfirm(definition.bounds(), authority));
    this.resultSchema = resultSchema(root);
  }

  private String description() {
    var summary = operation.node().path("summary").asString("").strip();
    var more = operation.node().path("description").asString("").strip();
    var both =
        summary.isEmpty() || more.startsWith(summary)
            ? more
            : more.isEmpty() ? summary : summary + "\n" + more;
    var text = both.isEmpty() ? operation.method() + " " + operation.path() : both;
    return text.length() <= LONGEST_DESCRIPTION ? text : text.substring(0, LONGEST_DESCRIPTION);
  }

  private Optional<Body> body(JsonNode root) {
    var written = References.followed(root, operation.node().path("requestBody"));
    var content = written.path("content");
    if (!content.isObject() || content.isEmpty() || Endpoint.isSafe(operation.method())) {
      return Optional.empty();
    }
    var type =
        content.propertyNames().stream()
            .filter(OperationTool::isJson)
            .findFirst()
            .or(
                () ->
                    content.propertyNames().stream()
                        .filter(it -> isForm(it) || isText(it))
                        .findFirst())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "what "
                            + operation.path()
                            + " wants to be sent is neither JSON, a form nor text"));
    var isTaken = parameters.all().stream().anyMatch(it -> it.argument().equals("body"));
    return Optional.of(
        new Body(
            isTaken ? "request_body" : "body",
            type,
            written.path("required").asBoolean(false),
            content.path(type).path("schema")));
  }

  private static boolean isJson(String type) {
    var bare = type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
    return bare.equals("application/json") || bare.endsWith("+json") || bare.equals("*/*");
  }

  private static boolean isForm(String type) {
    return type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
  }

  private static boolean isText(String type) {
    return type.toLowerCase(Locale.ROOT).startsWith("text/");
  }

  private interface ByDepth {
    ObjectNode schema(int depth);
  }

  private static String shortest(ByDepth schemas) {
    var text = "";
    for (int depth : DEPTHS) {
      text = schemas.schema(depth).toString();
      if (text.length() <= LONGEST_SCHEMA) {
        return text;
      }
    }
    throw new IllegalArgumentException("an operation has more parameters than a model can be told");
  }

  private ObjectNode arguments(JsonNode root, int depth) {
    var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    var properties = schema.putObject("properties");
    var required = JsonNodeFactory.instance.arrayNode();
    for (var it : parameters.all()) {
      var own = new InlinedSchema(root, "readOnly", depth).of(it.schema());
      if (!it.description().isBlank()) {
        own.put("description", it.description());
      }
      properties.set(it.argument(), own);
      if (it.isRequired()) {
        required.add(it.argument());
      }
    }
    body.ifPresent(
        it -> {
          properties.set(it.argument(), new InlinedSchema(root, "readOnly", depth).of(it.schema()));
          if (it.isRequired()) {
            required.add(it.argument());
          }
        });
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema.put("additionalProperties", false);
  }

  // Only where every good answer is JSON: an empty one could not be held against it.
  private String resultSchema(JsonNode root) {
    Optional<JsonNode> found = Optional.empty();
    for (var response : operation.node().path("responses").properties()) {
      if (response.getKey().startsWith("2")) {
        var content = References.followed(root, response.getValue()).path("content");
        var type = content.propertyNames().stream().filter(OperationTool::isJson).findFirst();
        if (type.isEmpty() || found.isPresent() || content.size() > 1) {
          return "";
        }
        found = type.map(it -> content.path(it).path("schema")).filter(JsonNode::isObject);
      }
    }
    return found
        .map(it -> new InlinedSchema(root, "writeOnly", 8).of(it))
        .filter(it -> !it.isEmpty())
        .map(ObjectNode::toString)
        .orElse("");
  }

  @Override
  public ToolSpec spec() {
    return spec;
  }

  @Override
  public String resultSchema() {
    return resultSchema;
  }

  @Override
  public boolean isRepeatable() {
    return Endpoint.isRepeatable(operation.method());
  }

  @Override
  public JsonNode run(ObjectNode arguments, String key) throws ToolFailure, InterruptedException {
    var filled = headers.filled(name -> secrets.secret(tenantId, name));
    var lines = new LinkedHashMap<>(filled.lines());
    parameters.addHeaders(lines, arguments);
    var url = server + parameters.path(operation.path(), arguments) + parameters.query(arguments);
    Optional<byte[]> sent = Optional.empty();
    if (body.isPresent() && arguments.has(body.get().argument())) {
      var value = arguments.path(body.get().argument());
      lines.put(
          "Content-Type", body.get().type().equals("*/*") ? "application/json" : body.get().type());
      sent = Optional.of(bytes(body.get(), value));
    }
    return endpoint.ask(
        new Endpoint.Call(operation.method(), url, lines, sent, within, key), filled.cleaned());
  }

  private static byte[] bytes(Body body, JsonNode value) throws ToolFailure {
    var text =
        isJson(body.type())
            ? value.toString()
            : isForm(body.type())
                ? Forms.encoded(value)
                : value.isString() ? value.stringValue() : value.toString();
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
