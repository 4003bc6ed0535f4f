package io.oratio.control.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads server-sent events as they come.
final class EventReader implements AutoCloseable {
  /// An event as it was read; `id` and `name` are empty where it has none.
  record Read(String id, String name, String data) {
    JsonNode json() {
      return JsonMapper.shared().readTree(data);
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BufferedReader lines;

  private EventReader(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<java.io.InputStream> answer =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  /// Follows a conversation.
  static EventReader of(ApiClient client, String conversationId, Optional<String> lastSeen)
      throws Exception {
    ApiClient asking = lastSeen.map(it -> client.with("Last-Event-ID", it)).orElse(client);
    return new EventReader(
        asking.request("/api/conversations/" + conversationId + "/events").GET().build());
  }

  /// The events of a text that has ended.
  static List<Read> all(String text) throws IOException {
    List<Read> all = new ArrayList<>();
    BufferedReader lines = new BufferedReader(new java.io.StringReader(text));
    for (Optional<Read> next = next(lines); next.isPresent(); next = next(lines)) {
      all.add(next.get());
    }
    return all;
  }

  /// The next events, so many.
  List<Read> take(int count) throws IOException {
    List<Read> read = new ArrayList<>();
    while (read.size() < count) {
      read.add(next(lines).orElseThrow(() -> new AssertionError("ended after " + read)));
    }
    return read;
  }

  private static Optional<Read> next(BufferedReader lines) throws IOException {
    String id = "";
    String name = "";
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data.append(line.substring(6));
      } else if (line.isEmpty() && !data.isEmpty()) {
        return Optional.of(new Read(id, name, data.toString()));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    // Ends the exchange as a lost connection would.
    http.shutdownNow();
    lines.close();
  }
}
