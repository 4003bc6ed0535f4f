package io.oratio.standalone.shell;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A server that answers as a test says and keeps what it was asked.
final class StandInServer implements AutoCloseable {
  /// What it was asked.
  record Asked(
      String method,
      String path,
      Optional<String> bearer,
      Map<String, String> headers,
      String body) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /// What it answers.
  record Says(int status, Map<String, String> headers, String body) {
    static Says json(int status, String body) {
      return new Says(status, Map.of("Content-Type", "application/json"), body);
    }

    static Says refusal(int status, String code, String message) {
      return json(
          status,
          """
          {"type": "about:blank", "title": "No", "status": %d, "error": {"code": "%s", "message": "%s",
           "details": [{"pointer": "/agentName", "message": "is too long"}],
           "timestamp": "2026-11-21T09:30:00Z", "request_id": "req-1"}}
          """
              .formatted(status, code, message));
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Function<Asked, Says>> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  StandInServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// @param what method and path, without the query
  void on(String what, Function<Asked, Says> answer) {
    answers.put(what, answer);
  }

  void on(String what, String json) {
    on(what, _ -> Says.json(200, json));
  }

  List<Asked> asked() {
    return asked;
  }

  Asked last() {
    return asked.getLast();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new ConcurrentHashMap<>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
      Asked one =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
              headers,
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      asked.add(one);
      Says says =
          answers
              .getOrDefault(
                  one.method() + " " + exchange.getRequestURI().getPath(),
                  _ -> Says.refusal(404, "NOT_FOUND", "There is nothing here."))
              .apply(one);
      says.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = says.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(says.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
