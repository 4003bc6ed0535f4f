package io.oratio.standalone.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// The control plane's API over HTTP. Answers are read up to a limit and within a time. A redirect
/// is never followed, so credentials go nowhere but to the address that was named. What may be
/// repeated is, where the server asks for patience or the line broke.
final class Api implements AutoCloseable {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);
  private static final Duration FILE_WITHIN = Duration.ofMinutes(30);
  private static final long LARGEST_ANSWER = 64L << 20;
  private static final long LARGEST_FILE = 4L << 30;
  private static final int LARGEST_ERROR = 1 << 20;
  private static final int TRIES = 4;
  private static final int LONGEST_PATIENCE_SECONDS = 30;
  private static final int PAGE_MAX = 200;

  private final URI base;
  private final Credentials credentials;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_WITHIN)
          .build();

  Api(URI base, Credentials credentials) {
    this.base = base;
    this.credentials = credentials;
  }

  URI base() {
    return base;
  }

  JsonNode get(String path) throws CannotDo, InterruptedException {
    return json(exchange(Ask.of("GET", path).accepting("application/json")));
  }

  /// Several pages as one list.
  List<JsonNode> list(String path, Query query, int limit) throws CannotDo, InterruptedException {
    List<JsonNode> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Query page = new Query().with("limit", Math.min(PAGE_MAX, limit - all.size()));
      page.with("cursor", cursor);
      String asked = page.toString();
      JsonNode answer =
          get(path + (query.toString().isEmpty() ? asked : query + "&" + asked.substring(1)));
      answer.path("data").forEach(all::add);
      cursor = answer.path("nextCursor").stringValueOpt();
    } while (cursor.isPresent() && all.size() < limit);
    return all.subList(0, Math.min(limit, all.size()));
  }

  JsonNode post(String path, JsonNode body) throws CannotDo, InterruptedException {
    return json(exchange(Ask.of("POST", path).with("application/json", body)));
  }

  JsonNode post(String path) throws CannotDo, InterruptedException {
    return json(exchange(Ask.of("POST", path)));
  }

  JsonNode send(Ask ask) throws CannotDo, InterruptedException {
    return json(exchange(ask));
  }

  JsonNode patch(String path, JsonNode body) throws CannotDo, InterruptedException {
    return json(exchange(Ask.of("PATCH", path).with("application/merge-patch+json", body)));
  }

  void delete(String path) throws CannotDo, InterruptedException {
    exchange(Ask.of("DELETE", path));
  }

  String text(String path, String mediaType) throws CannotDo, InterruptedException {
    return new String(
        exchange(Ask.of("GET", path).accepting(mediaType)).body(), StandardCharsets.UTF_8);
  }

  /// Writes an answer's body as it comes.
  ///
  /// @return its bytes
  long download(String path, String mediaType, OutputStream to)
      throws CannotDo, InterruptedException {
    Ask ask = Ask.of("GET", path).accepting(mediaType);
    HttpResponse<InputStream> answer =
        trying(ask, it -> sent(it, BodyHandlers.ofInputStream(), FILE_WITHIN));
    try (InputStream body = answer.body()) {
      if (answer.statusCode() >= 300) {
        throw refusal(answer, body.readNBytes(LARGEST_ERROR));
      }
      long bytes = 0;
      byte[] part = new byte[1 << 16];
      for (int read = body.read(part); read >= 0; read = body.read(part)) {
        bytes += read;
        if (bytes > LARGEST_FILE) {
          throw new CannotDo("The server sends more than " + LARGEST_FILE + " bytes.");
        }
        to.write(part, 0, read);
      }
      return bytes;
    } catch (IOException e) {
      throw new CannotDo("It could not be received or written: " + e.getMessage());
    }
  }

  /// What takes the events of a stream.
  interface Events {
    void event(String name, JsonNode data);
  }

  /// Reads server-sent events until the server ends the stream.
  void events(Ask ask, Events events) throws CannotDo, InterruptedException {
    HttpResponse<InputStream> answer =
        trying(
            ask.accepting("text/event-stream"),
            it -> sent(it, BodyHandlers.ofInputStream(), ANSWER_WITHIN));
    try (InputStream body = answer.body()) {
      if (answer.statusCode() >= 300) {
        throw refusal(answer, body.readNBytes(LARGEST_ERROR));
      }
      EventLines lines = new EventLines(body);
      for (Optional<EventLines.Event> event = lines.next();
          event.isPresent();
          event = lines.next()) {
        events.event(event.get().name(), read(event.get().data().getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private HttpResponse<byte[]> exchange(Ask ask) throws CannotDo, InterruptedException {
    HttpResponse<byte[]> answer =
        trying(
            ask,
            it ->
                sent(
                    it,
                    BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER),
                    ask.isLarge() ? FILE_WITHIN : ANSWER_WITHIN));
    if (answer.statusCode() >= 300) {
      throw refusal(answer, answer.body());
    }
    return answer;
  }

  private interface Try<T> {
    HttpResponse<T> of(HttpRequest request) throws IOException, CannotDo, InterruptedException;
  }

  private <T> HttpResponse<T> trying(Ask ask, Try<T> once) throws CannotDo, InterruptedException {
    Optional<String> bearer = credentials.bearer();
    boolean isRenewed = false;
    for (int attempt = 1; ; attempt++) {
      boolean isLast = attempt >= TRIES || !ask.isRepeatable();
      HttpResponse<T> answer;
      try {
        answer = once.of(ask.request(base, bearer));
      } catch (IOException e) {
        if (isLast || isAbsent(e)) {
          throw unreachable(e);
        }
        TimeUnit.MILLISECONDS.sleep(300L << attempt);
        continue;
      }
      if (answer.statusCode() == 401 && bearer.isPresent() && !isRenewed) {
        Optional<String> fresh = credentials.renewed(bearer.get());
        isRenewed = true;
        if (fresh.isPresent()) {
          bearer = fresh;
          attempt--;
          continue;
        }
      }
      Optional<Integer> patience = patience(answer);
      if (isLast || patience.isEmpty()) {
        return answer;
      }
      TimeUnit.SECONDS.sleep(patience.get());
    }
  }

  /// How long the server asks to wait, where that is not too long.
  private static Optional<Integer> patience(HttpResponse<?> answer) {
    if (answer.statusCode() != 429 && answer.statusCode() != 503) {
      return Optional.empty();
    }
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(it -> it.matches("\\d{1,4}"))
        .map(Integer::valueOf)
        .filter(it -> it <= LONGEST_PATIENCE_SECONDS);
  }

  private <T> HttpResponse<T> sent(
      HttpRequest request, HttpResponse.BodyHandler<T> body, Duration within)
      throws IOException, CannotDo, InterruptedException {
    var coming = client.sendAsync(request, body);
    try {
      return coming.get(within.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException _) {
      coming.cancel(true);
      throw new CannotDo(
          CannotDo.UNREACHABLE, base + " did not answer within " + within.toSeconds() + " s.");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException e) {
      coming.cancel(true);
      throw e;
    }
  }

  private static boolean isAbsent(IOException failure) {
    return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
  }

  private CannotDo unreachable(IOException failure) {
    if (failure instanceof ConnectException
        && failure.getCause() instanceof UnresolvedAddressException) {
      return new CannotDo(
          CannotDo.UNREACHABLE, "There is no " + base.getHost() + ": is the address right?");
    }
    if (isAbsent(failure)) {
      return new CannotDo(
          CannotDo.UNREACHABLE,
          "Nobody answers at " + base + ": is ./oratio up running there? --api names another.");
    }
    return new CannotDo(
        CannotDo.UNREACHABLE,
        "The line to "
            + base
            + " broke"
            + (failure.getMessage() == null ? "." : ": " + failure.getMessage()));
  }

  private CannotDo refusal(HttpResponse<?> answer, byte[] body) {
    if (answer.statusCode() < 400) {
      return new CannotDo(
          base
              + " sends elsewhere ("
              + Screen.shown(answer.headers().firstValue("Location").orElse("nowhere"))
              + "), and who you are is not told there. Name the right address with --api.");
    }
    return Refused.of(answer.statusCode(), read(body));
  }

  private JsonNode json(HttpResponse<byte[]> answer) throws CannotDo {
    if (answer.body().length == 0) {
      return MissingNode.getInstance();
    }
    JsonNode read = read(answer.body());
    if (read.isMissingNode()) {
      throw new CannotDo(base + " answers something that is not this API's: is it the right one?");
    }
    return read;
  }

  private static JsonNode read(byte[] body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException _) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
