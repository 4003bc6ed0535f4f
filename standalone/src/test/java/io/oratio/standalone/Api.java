package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API of one control plane, asked by one person.
record Api(HttpClient client, String base, String token) {
  /// An answer.
  record Reply(int status, JsonNode json, boolean isReplay) {
    Reply expect(int wanted) {
      assertThat(status).as(json::toString).isEqualTo(wanted);
      return this;
    }

    String text(String member) {
      return json.path(member).stringValue("");
    }
  }

  /// The same person at another control plane.
  Api at(String other) {
    return new Api(client, other, token);
  }

  Reply get(String path) throws IOException, InterruptedException {
    return reply(client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString()));
  }

  Reply post(String path, String json) throws IOException, InterruptedException {
    return reply(client.send(posting(path, json).build(), HttpResponse.BodyHandlers.ofString()));
  }

  /// Asks for a call, once for each key.
  CompletableFuture<Reply> call(String key, String json) {
    return client
        .sendAsync(
            posting("/api/calls", json).header("Idempotency-Key", key).build(),
            HttpResponse.BodyHandlers.ofString())
        .thenApply(Api::reply);
  }

  /// The live events of the tenant from now on, until the server ends. Returns once they flow.
  Live live() {
    List<JsonNode> heard = new CopyOnWriteArrayList<>();
    client
        .sendAsync(request("/api/live/events").GET().build(), HttpResponse.BodyHandlers.ofLines())
        .thenAccept(
            answer ->
                answer
                    .body()
                    .filter(it -> it.startsWith("data:"))
                    .forEach(it -> heard.add(JsonMapper.shared().readTree(it.substring(5)))));
    UpProcess.await(() -> !heard.isEmpty(), "the live stream did not begin");
    return new Live(heard);
  }

  /// The same by WebSocket.
  Live dashboard() {
    List<JsonNode> heard = new CopyOnWriteArrayList<>();
    StringBuilder frame = new StringBuilder();
    client
        .newWebSocketBuilder()
        .header("Authorization", "Bearer " + token)
        .buildAsync(
            URI.create(base.replace("http://", "ws://") + "/ws/dashboard"),
            new WebSocket.Listener() {
              @Override
              public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
                frame.append(part);
                if (last) {
                  heard.add(JsonMapper.shared().readTree(frame.toString()));
                  frame.setLength(0);
                }
                socket.request(1);
                return CompletableFuture.completedStage("taken");
              }
            });
    UpProcess.await(() -> !heard.isEmpty(), "the dashboard did not begin");
    return new Live(heard);
  }

  /// What a live stream has told.
  record Live(List<JsonNode> heard) {
    JsonNode await(String what, Predicate<JsonNode> wanted) {
      UpProcess.await(() -> heard.stream().anyMatch(wanted), "nobody told of " + what);
      return heard.stream().filter(wanted).findFirst().orElseThrow();
    }

    JsonNode await(String type, String sessionId) {
      return await(type, it -> isOf(it, type, sessionId));
    }

    List<JsonNode> all(String type, String sessionId) {
      return heard.stream().filter(it -> isOf(it, type, sessionId)).toList();
    }

    private static boolean isOf(JsonNode event, String type, String sessionId) {
      return event.path("type").stringValue("").equals(type)
          && event.path("sessionId").stringValue("").equals(sessionId);
    }
  }

  private HttpRequest.Builder posting(String path, String json) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private static Reply reply(HttpResponse<String> answer) {
    return new Reply(
        answer.statusCode(),
        JsonMapper.shared().readTree(answer.body().isEmpty() ? "{}" : answer.body()),
        answer.headers().firstValue("Idempotent-Replayed").isPresent());
  }
}
