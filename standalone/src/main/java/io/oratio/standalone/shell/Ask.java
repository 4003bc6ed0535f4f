package io.oratio.standalone.shell;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One request of the API.
///
/// @param isRepeatable whether sending it twice does no more than sending it once
/// @param isLarge whether its body may take long
record Ask(
    String method,
    String path,
    Map<String, String> headers,
    BodyPublisher body,
    boolean isRepeatable,
    boolean isLarge) {
  private static final Duration BEGIN_WITHIN = Duration.ofMinutes(30);

  static Ask of(String method, String path) {
    return new Ask(method, path, Map.of(), BodyPublishers.noBody(), !method.equals("POST"), false);
  }

  Ask accepting(String mediaType) {
    return with(header("Accept", mediaType), body, isRepeatable, isLarge);
  }

  Ask with(String mediaType, JsonNode json) {
    return with(
        header("Content-Type", mediaType),
        BodyPublishers.ofString(json.toString()),
        isRepeatable,
        isLarge);
  }

  Ask with(Multipart form) {
    return with(header("Content-Type", form.mediaType()), form.body(), isRepeatable, true);
  }

  Ask withBytes(String mediaType, BodyPublisher bytes) {
    return with(header("Content-Type", mediaType), bytes, isRepeatable, true);
  }

  /// The name of this one wish: with it a repetition does nothing more.
  Ask onceAs(String idempotencyKey) {
    return with(header("Idempotency-Key", idempotencyKey), body, true, isLarge);
  }

  private Map<String, String> header(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return all;
  }

  private Ask with(
      Map<String, String> headers, BodyPublisher body, boolean isRepeatable, boolean isLarge) {
    return new Ask(method, path, headers, body, isRepeatable, isLarge);
  }

  HttpRequest request(URI base, Optional<String> bearer) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(BEGIN_WITHIN).method(method, body);
    headers.forEach(request::header);
    request.header("User-Agent", "oratio");
    bearer.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return request.build();
  }
}
