package io.oratio.runtime.tool.http;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.runtime.agent.ToolDefinition;
import io.oratio.runtime.outbound.OutboundHttp;
import io.oratio.runtime.tool.Secrets;
import io.oratio.runtime.tool.Tool;
import io.oratio.runtime.tool.ToolFailure;
import io.oratio.runtime.tool.ToolSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Any HTTP endpoint as a tool, from its declaration alone.
public final class HttpTool implements Tool {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final TenantId tenantId;
  private final Secrets secrets;
  private final Endpoint endpoint;
  private final ToolSpec spec;
  private final String resultSchema;
  private final String method;
  private final UrlTemplate url;
  private final HeaderLines headers;
  private final Optional<JsonNode> body;
  private final Map<String, JsonPointer> response = new LinkedHashMap<>();
  private final Duration within;

  private HttpTool(
      ToolDefinition.Http definition, TenantId tenantId, Secrets secrets, OutboundHttp http) {
    this.tenantId = tenantId;
    this.secrets = secrets;
    this.endpoint = new Endpoint(http, tenantId, JSON);
    this.method =
        definition.method().isBlank() ? "GET" : definition.method().toUpperCase(Locale.ROOT);
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException("method cannot be used: " + definition.method());
    }
    this.url = UrlTemplate.parse(definition.url());
    this.headers = new HeaderLines(definition.headers());
    this.body =
        definition.body().isEmpty()
            ? Optional.empty()
            : Optional.of(JSON.valueToTree(definition.body()));
    if (body.isPresent() && Endpoint.isSafe(method)) {
      throw new IllegalArgumentException("body cannot be sent by " + method);
    }
    definition
        .response()
        .forEach((name, pointer) -> response.put(name, JsonPointer.compile(pointer)));
    this.within = Terms.timeLimit(definition.bounds());
    var authority =
        Terms.authority(
            definition.bounds(), Endpoint.isSafe(method) ? Authority.READ : Authority.WRITE);
    this.spec =
        new ToolSpec(
            definition.name(),
            definition.description(),
            definition.arguments().isEmpty()
                ? "{\"type\":\"object\",\"properties\":{}}"
                : JSON.writeValueAsString(definition.arguments()),
            authority,
            Terms.mustConfirm(definition.bounds(), authority));
    this.resultSchema =
        definition.result().isEmpty() ? "" : JSON.writeValueAsString(definition.result());
  }

  /// @throws IllegalArgumentException with a sentence when the declaration cannot be carried out
  public static Tool open(
      ToolDefinition.Http definition, TenantId tenantId, Secrets secrets, OutboundHttp http) {
    return new HttpTool(definition, tenantId, secrets, http);
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
    return Endpoint.isRepeatable(method);
  }

  @Override
  public JsonNode run(ObjectNode arguments, String key) throws ToolFailure, InterruptedException {
    var filling = new Filling(arguments, name -> secrets.secret(tenantId, name));
    var address = url.filled(filling);
    var lines = headers.filled(filling);
    var sent = body.isPresent() ? Optional.of(bytes(body.get(), lines, filling)) : nothing();
    var answer =
        endpoint.ask(
            new Endpoint.Call(method, address, lines, sent, within, key), filling::withoutSecrets);
    return mapped(answer);
  }

  private static Optional<byte[]> nothing() {
    return Optional.empty();
  }

  private static byte[] bytes(JsonNode template, Map<String, String> lines, Filling filling)
      throws ToolFailure {
    var type =
        lines.entrySet().stream()
            .filter(it -> it.getKey().equalsIgnoreCase("content-type"))
            .map(Map.Entry::getValue)
            .findFirst();
    if (type.isEmpty()) {
      lines.put("Content-Type", "application/json");
    }
    var filled = BodyTemplate.filled(template, filling);
    boolean isForm =
        type.filter(it -> it.startsWith("application/x-www-form-urlencoded")).isPresent();
    var text = isForm ? Forms.encoded(filled) : JSON.writeValueAsString(filled);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private JsonNode mapped(JsonNode answer) {
    if (response.isEmpty()) {
      return answer;
    }
    var mapped = JsonNodeFactory.instance.objectNode();
    response.forEach(
        (name, pointer) -> {
          var value = answer.at(pointer);
          if (!value.isMissingNode()) {
            mapped.set(name, value);
          }
        });
    return mapped;
  }
}
