package io.oratio.runtime.tool.http;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.outbound.OutboundHttp;
import io.oratio.runtime.outbound.OutboundRefused;
import io.oratio.runtime.outbound.OutboundRequest;
import io.oratio.runtime.outbound.OutboundResponse;
import io.oratio.runtime.tool.ToolFailure;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Asks an endpoint and makes a JSON value, or a failure the model can tell of, out of its answer.
public final class Endpoint {
  private static final long ANSWER_BYTES = 1 << 20;
  private static final int QUOTED_CHARS = 200;
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");
  private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([A-Za-z0-9._:-]{1,40})");
  private static final List<String> MESSAGES =
      List.of(
          "/error/message",
          "/message",
          "/error_description",
          "/detail",
          "/errors/0/message",
          "/errors/0/detail",
          "/errors/0",
          "/error",
          "/title");

  private final OutboundHttp http;
  private final TenantId tenantId;
  private final JsonMapper json;

  public Endpoint(OutboundHttp http, TenantId tenantId, JsonMapper json) {
    this.http = http;
    this.tenantId = tenantId;
    this.json = json;
  }

  /// Whether a method does the same when done twice (RFC 9110 §9.2.2).
  public static boolean isRepeatable(String method) {
    return REPEATABLE.contains(method);
  }

  /// Whether a method changes nothing (RFC 9110 §9.2.1).
  public static boolean isSafe(String method) {
    return SAFE.contains(method);
  }

  /// One request.
  ///
  /// @param key the idempotency key; sent along by every method that is not safe
  public record Call(
      String method,
      String url,
      Map<String, String> headers,
      Optional<byte[]> body,
      Duration within,
      String key) {}

  /// @param cleaned takes the secrets out of a text, before anything else sees it
  /// @return the answer as JSON: what came, or its text as a string, or its status when it was
  ///   empty
  public JsonNode ask(Call call, UnaryOperator<String> cleaned)
      throws ToolFailure, InterruptedException {
    var headers = new LinkedHashMap<>(call.headers());
    putIfAbsent(headers, "Accept", "application/json, text/plain;q=0.5, */*;q=0.1");
    if (!isSafe(call.method())) {
      putIfAbsent(headers, "Idempotency-Key", call.key());
    }
    OutboundResponse answer;
    try {
      answer =
          http.send(
              new OutboundRequest(
                  tenantId,
                  call.method(),
                  call.url(),
                  headers,
                  call.body(),
                  call.within(),
                  ANSWER_BYTES,
                  true));
    } catch (OutboundRefused e) {
      throw failure(e);
    }
    if (!answer.isSuccess()) {
      throw failure(answer, cleaned);
    }
    return value(answer, cleaned);
  }

  private static void putIfAbsent(Map<String, String> headers, String name, String value) {
    if (headers.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
      headers.put(name, value);
    }
  }

  private JsonNode value(OutboundResponse answer, UnaryOperator<String> cleaned) {
    var text = cleaned.apply(text(answer));
    if (text.isBlank()) {
      return JsonNodeFactory.instance.objectNode().put("status", answer.status());
    }
    return parsed(text).orElseGet(() -> JsonNodeFactory.instance.stringNode(text));
  }

  private Optional<JsonNode> parsed(String text) {
    try {
      return Optional.of(json.readTree(text)).filter(it -> !it.isMissingNode());
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static String text(OutboundResponse answer) {
    var charset = CHARSET.matcher(answer.header("content-type").orElse(""));
    return new String(
        answer.body(), charset.find() ? charset(charset.group(1)) : StandardCharsets.UTF_8);
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      return StandardCharsets.UTF_8;
    }
  }

  /// What a refused request means to the model.
  public static ToolFailure failure(OutboundRefused e) {
    boolean mayPass =
        switch (e.reason()) {
          case TIMEOUT, UNREACHABLE, ANSWER, BUSY -> true;
          case ADDRESS, SCHEME, PORT, REQUEST, NAME, PRIVATE_ADDRESS, TLS, REDIRECT -> false;
          case TOO_LARGE, CLOSED -> false;
        };
    var code = e.reason().name().toLowerCase(Locale.ROOT);
    return new ToolFailure(code, "The service could not be asked. " + e.getMessage(), mayPass);
  }

  private ToolFailure failure(OutboundResponse answer, UnaryOperator<String> cleaned) {
    int status = answer.status();
    boolean mayPass = status >= 500 || status == 408 || status == 425 || status == 429;
    var meaning =
        switch (status) {
          case 400, 422 -> "The service did not accept the request";
          case 401, 403 -> "The service did not allow the request";
          case 404, 410 -> "The service has nothing of that kind";
          case 409, 412 -> "The service refused because of the present state";
          case 429 -> "The service is asked too often at the moment";
          default -> status >= 500 ? "The service has a problem of its own" : "The service refused";
        };
    var message = message(cleaned.apply(text(answer)), answer.header("content-type").orElse(""));
    var said = message.isBlank() ? "" : " It said: " + quoted(message);
    return new ToolFailure("http_" + status, meaning + " (HTTP " + status + ")." + said, mayPass);
  }

  private String message(String text, String contentType) {
    return parsed(text)
        .map(
            node ->
                MESSAGES.stream()
                    .map(node::at)
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue)
                    .findFirst()
                    .orElse(node.isString() ? node.stringValue() : ""))
        .orElse(contentType.toLowerCase(Locale.ROOT).startsWith("text/plain") ? text : "");
  }

  /// A few words of a service, as data: on one line, short, and unable to end their own quotation.
  public static String quoted(String words) {
    var line = words.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").replace('"', '\'').strip();
    return '"'
        + (line.length() <= QUOTED_CHARS ? line : line.substring(0, QUOTED_CHARS) + "…")
        + '"';
  }
}
