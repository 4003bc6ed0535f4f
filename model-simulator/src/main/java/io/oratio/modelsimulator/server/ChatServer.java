package io.oratio.modelsimulator.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.oratio.modelsimulator.protocol.Answers;
import io.oratio.modelsimulator.protocol.Embeddings;
import io.oratio.modelsimulator.protocol.Refusal;
import io.oratio.modelsimulator.report.Reports;
import io.oratio.modelsimulator.script.Desk;
import io.oratio.modelsimulator.script.Script;
import io.oratio.modelsimulator.script.ScriptReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/// The HTTP server and its routes.
public final class ChatServer implements AutoCloseable {
  static {
    // Without it each piece of a stream waits up to 40 ms for the client's acknowledgement of the
    // one before (Nagle's algorithm), and the simulator would be slower than a real model.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final int LONGEST_BODY = 8 * 1024 * 1024;
  private static final int BACKLOG = 256;
  private static final long CREATED = 1_700_000_000L;

  private final Script first;
  private final AtomicReference<Desk> desk;
  private final Reports reports;
  private final Semaphore places;
  private final int quota;
  private final AtomicInteger numbers = new AtomicInteger();
  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Starts.
  ///
  /// @param quota requests at once; one more gets status 429
  public ChatServer(InetSocketAddress address, Script script, int quota, Reports reports)
      throws IOException {
    this.first = script;
    this.desk = new AtomicReference<>(new Desk(script));
    this.reports = reports;
    this.quota = quota;
    this.places = new Semaphore(quota);
    this.http = HttpServer.create(address, BACKLOG);
    http.setExecutor(threads);
    http.createContext("/", this::route);
    http.start();
  }

  public InetSocketAddress address() {
    return http.getAddress();
  }

  /// Puts another script in force for the requests to come.
  public void script(Script script) {
    desk.set(new Desk(script));
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private void route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try {
      switch (path) {
        case "/v1/chat/completions" -> chat(exchange);
        case "/v1/embeddings" -> {
          only(exchange, "POST");
          byte[] body = body(exchange);
          Replies.json(exchange, 200, Embeddings.answer(body, desk.get().script()));
        }
        case "/v1/models" -> {
          only(exchange, "GET");
          Replies.json(exchange, 200, Answers.models(models(), CREATED));
        }
        case "/simulator/scenario" -> scenario(exchange);
        case "/simulator/reports" ->
            Replies.text(
                exchange,
                200,
                reports.all().stream().map(it -> it.toJson() + "\n").collect(Collectors.joining()));
        case "/simulator/health" ->
            Replies.json(
                exchange, 200, "{\"requests\":" + (quota - places.availablePermits()) + "}");
        default -> unknown(exchange, path);
      }
    } catch (Refusal e) {
      Replies.json(exchange, e.status(), e.body());
    }
    exchange.close();
  }

  private void chat(HttpExchange exchange) throws IOException, Refusal {
    only(exchange, "POST");
    byte[] body = body(exchange);
    reports.asked(new String(body, StandardCharsets.UTF_8));
    Desk now = desk.get();
    Completion completion = new Completion(exchange, now, numbers.incrementAndGet(), reports::add);
    if (!places.tryAcquire()) {
      completion.overQuota();
      return;
    }
    try {
      completion.answer(body);
    } finally {
      places.release();
    }
  }

  private void scenario(HttpExchange exchange) throws IOException, Refusal {
    if (exchange.getRequestMethod().equals("DELETE")) {
      script(first);
      Replies.json(exchange, 200, "{}");
      return;
    }
    only(exchange, "POST");
    try {
      String json = new String(body(exchange), StandardCharsets.UTF_8);
      script(ScriptReader.over(desk.get().script(), json));
      Replies.json(exchange, 200, "{}");
    } catch (IllegalArgumentException e) {
      Replies.json(
          exchange, 400, Answers.error(e.getMessage(), "invalid_request_error", null, null));
    }
  }

  private List<String> models() {
    List<String> names = desk.get().script().models();
    return names.isEmpty() ? List.of("simulated") : names;
  }

  private static void unknown(HttpExchange exchange, String path) throws Refusal {
    throw new Refusal(
        404,
        "invalid_request_error",
        "Invalid URL (" + exchange.getRequestMethod() + " " + path + ")",
        Optional.empty(),
        Optional.empty());
  }

  private static void only(HttpExchange exchange, String method) throws Refusal {
    if (!exchange.getRequestMethod().equals(method)) {
      throw new Refusal(
          405,
          "invalid_request_error",
          "Not allowed to "
              + exchange.getRequestMethod()
              + " on "
              + exchange.getRequestURI().getPath()
              + ".",
          Optional.empty(),
          Optional.of("method_not_supported"));
    }
  }

  private static byte[] body(HttpExchange exchange) throws IOException, Refusal {
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      throw new Refusal(
          413,
          "invalid_request_error",
          "Request body is too large.",
          Optional.empty(),
          Optional.empty());
    }
    return body;
  }
}
