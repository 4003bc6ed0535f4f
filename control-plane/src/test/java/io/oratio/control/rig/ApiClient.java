package io.oratio.control.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks as one caller. Every exchange is held against the contract; one that it does not allow
/// fails the test. Immutable: `with` makes another client.
public final class ApiClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI base;
  private final HttpClient http;
  private final ContractWatch watch;
  private final Map<String, String> headers;

  ApiClient(URI base, HttpClient http, ContractWatch watch, Map<String, String> headers) {
    this.base = base;
    this.http = http;
    this.watch = watch;
    this.headers = Map.copyOf(headers);
  }

  /// The same caller, who also sends this header.
  public ApiClient with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new ApiClient(base, http, watch, more);
  }

  public ApiAnswer get(String path) {
    return send("GET", path, "", new byte[0]);
  }

  public ApiAnswer delete(String path) {
    return send("DELETE", path, "", new byte[0]);
  }

  /// Posts JSON; an empty text sends no body.
  public ApiAnswer post(String path, String json) {
    return send("POST", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  public ApiAnswer put(String path, String json) {
    return send("PUT", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  /// Sends a JSON Merge Patch.
  public ApiAnswer patch(String path, String json) {
    return send(
        "PATCH", path, "application/merge-patch+json", json.getBytes(StandardCharsets.UTF_8));
  }

  /// Posts a form; see [Form].
  public ApiAnswer post(String path, Form form) {
    return send("POST", path, form.mediaType(), form.bytes());
  }

  public ApiAnswer put(String path, Form form) {
    return send("PUT", path, form.mediaType(), form.bytes());
  }

  /// Any request.
  ///
  /// @param contentType empty for none
  public ApiAnswer send(String method, String path, String contentType, byte[] body) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    if (body.length > 0 && !contentType.isEmpty()) {
      all.put("Content-Type", contentType);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .method(
                method,
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    all.forEach(request::header);
    HttpRequest built = request.build();
    HttpResponse<byte[]> answer = exchange(built);
    watch.check(new ContractWatch.Sent(method, built.uri(), all, json(contentType, body)), answer);
    return new ApiAnswer(answer);
  }

  /// The request's own line and headers, for what needs another client: a stream, a WebSocket.
  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    headers.forEach(request::header);
    return request;
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Optional<JsonNode> json(String contentType, byte[] body) {
    if (body.length == 0 || !contentType.endsWith("json")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonMapper.shared().readTree(body));
    } catch (tools.jackson.core.JacksonException _) {
      return Optional.empty();
    }
  }
}
