package io.oratio.runtime.knowledge.bedrock;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The part of Amazon Bedrock's two services for knowledge bases that we use: JSON over HTTP on
/// loopback, as the real SDK speaks it (service models `bedrock-agent` 2023-06-05 and
/// `bedrock-agent-runtime` 2023-07-26). A knowledge base becomes active, and a job complete, after
/// it was looked at once.
final class SimulatedBedrock implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern PATH =
      Pattern.compile(
          "/knowledgebases/?(?<base>[^/]+)?/?(?<what>datasources|retrieve)?/?(?<source>[^/]+)?/?"
              + "(?<jobs>ingestionjobs)?/?(?<job>[^/]+)?/?");

  private final HttpServer server;
  private final Map<String, ObjectNode> bases = new LinkedHashMap<>();
  private final Map<String, ObjectNode> sources = new LinkedHashMap<>();
  private final Map<String, ObjectNode> jobs = new LinkedHashMap<>();
  private final Map<String, String> byToken = new LinkedHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final AtomicInteger throttles = new AtomicInteger();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private volatile String jobEnd = "COMPLETE";
  private volatile String baseEnd = "ACTIVE";
  private volatile String found = "[]";

  SimulatedBedrock() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// The next so many requests are answered by 429.
  void throttle(int requests) {
    throttles.set(requests);
  }

  void jobsEnd(String status) {
    jobEnd = status;
  }

  void basesEnd(String status) {
    baseEnd = status;
  }

  /// What Retrieve finds, a JSON array.
  void finds(String results) {
    found = results;
  }

  /// All requests: method, path and body.
  List<String> seen() {
    return seen;
  }

  int bases() {
    return bases.size();
  }

  private synchronized void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getPath();
      seen.add(exchange.getRequestMethod() + " " + path + " " + body);
      if (throttles.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
        answer(exchange, 429, error("ThrottlingException", exchange));
        return;
      }
      Matcher matcher = PATH.matcher(path);
      if (!matcher.matches()) {
        answer(exchange, 404, error("ResourceNotFoundException", exchange));
        return;
      }
      JsonNode asked = body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
      Request request =
          new Request(
              exchange.getRequestMethod(),
              word(matcher, "base"),
              word(matcher, "what"),
              word(matcher, "source"),
              !word(matcher, "jobs").isEmpty(),
              word(matcher, "job"));
      if (!request.base().isEmpty() && !bases.containsKey(request.base())) {
        answer(exchange, 404, error("ResourceNotFoundException", exchange));
        return;
      }
      answer(exchange, 200, of(request, asked).toString());
    }
  }

  private static String word(Matcher matcher, String group) {
    String found = matcher.group(group);
    return found == null ? "" : found;
  }

  private JsonNode of(Request request, JsonNode asked) {
    if (request.what().equals("retrieve")) {
      return JSON.createObjectNode().set("retrievalResults", JSON.readTree(found));
    }
    if (request.isJobs()) {
      return ofJobs(request, asked);
    }
    if (request.what().equals("datasources")) {
      return ofSources(request, asked);
    }
    return switch (request.method()) {
      case "PUT" -> wrapped("knowledgeBase", make(bases, "KB", "knowledgeBaseId", asked));
      case "POST" -> JSON.createObjectNode().set("knowledgeBaseSummaries", listed(bases));
      case "DELETE" -> {
        bases.remove(request.base());
        yield JSON.createObjectNode();
      }
      default -> {
        ObjectNode base = bases.get(request.base());
        JsonNode now = wrapped("knowledgeBase", base.deepCopy());
        base.put("status", baseEnd);
        yield now;
      }
    };
  }

  private JsonNode ofSources(Request request, JsonNode asked) {
    return switch (request.method()) {
      case "PUT" -> {
        if (!bases.get(request.base()).path("status").asString().equals("ACTIVE")) {
          throw new IllegalStateException("a data source for a base that is not active");
        }
        yield wrapped("dataSource", make(sources, "DS", "dataSourceId", asked));
      }
      case "POST" -> JSON.createObjectNode().set("dataSourceSummaries", listed(sources));
      default -> {
        sources.remove(request.source());
        yield JSON.createObjectNode();
      }
    };
  }

  private JsonNode ofJobs(Request request, JsonNode asked) {
    return switch (request.method()) {
      case "PUT" -> {
        ObjectNode job = make(jobs, "JOB", "ingestionJobId", asked);
        job.put("status", "STARTING");
        yield wrapped("ingestionJob", job.deepCopy());
      }
      case "POST" -> JSON.createObjectNode().set("ingestionJobSummaries", listed(jobs));
      default -> {
        ObjectNode job = jobs.get(request.job());
        job.put("status", jobEnd);
        job.putObject("statistics")
            .put("numberOfNewDocumentsIndexed", 3)
            .put("numberOfModifiedDocumentsIndexed", 0)
            .put("numberOfDocumentsFailed", 1);
        job.putArray("failureReasons").add("The role may not read the bucket.");
        yield wrapped("ingestionJob", job.deepCopy());
      }
    };
  }

  private ObjectNode make(
      Map<String, ObjectNode> kind, String prefix, String idName, JsonNode asked) {
    String token = asked.path("clientToken").asString();
    String id = byToken.computeIfAbsent(token, _ -> prefix + ids.incrementAndGet());
    return kind.computeIfAbsent(
        id,
        _ -> {
          ObjectNode made = (ObjectNode) asked.deepCopy();
          made.put(idName, id);
          made.put("status", "CREATING");
          return made;
        });
  }

  private static JsonNode listed(Map<String, ObjectNode> kind) {
    var all = JSON.createArrayNode();
    new ArrayList<>(kind.values()).forEach(it -> all.add(it.deepCopy()));
    return all;
  }

  private static JsonNode wrapped(String name, JsonNode value) {
    return JSON.createObjectNode().set(name, value);
  }

  private static String error(String type, HttpExchange exchange) {
    exchange.getResponseHeaders().add("x-amzn-ErrorType", type);
    return "{\"message\":\"simulated\"}";
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private record Request(
      String method, String base, String what, String source, boolean isJobs, String job) {}
}
