package io.oratio.modelsimulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A plain client of the protocol, as somebody would write it who reads only the service's pages.
final class Client {
  static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI base;

  Client(ModelSimulator simulator) {
    this.base = simulator.baseUrl();
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> request(String method, String path, String body)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /// A chat whose members besides model and messages are given as JSON without braces.
  HttpResponse<String> chat(String messages, String more) throws IOException, InterruptedException {
    return post("/chat/completions", body(messages, more));
  }

  static String body(String messages, String more) {
    return "{\"model\":\"m\",\"messages\":" + messages + (more.isEmpty() ? "" : "," + more) + "}";
  }

  static String user(String words) {
    return "[{\"role\":\"user\",\"content\":\"" + words + "\"}]";
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  /// The events of a stream; `[DONE]` as a text.
  static List<JsonNode> events(String stream) {
    List<JsonNode> events = new ArrayList<>();
    for (String line : stream.split("\n")) {
      if (line.startsWith("data: ")) {
        String data = line.substring("data: ".length());
        events.add(JSON.readTree(data.equals("[DONE]") ? "\"[DONE]\"" : data));
      }
    }
    return events;
  }
}
