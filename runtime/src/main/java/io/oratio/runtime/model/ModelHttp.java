package io.oratio.runtime.model;

import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// The HTTP client below LangChain4j's models. In place of LangChain4j's own since that one drops
/// the `Retry-After` header and cannot be stopped before the first word. A request is answered on
/// the thread that makes it, so an interrupt of that thread ends it at any time. No redirect is
/// followed: a model's address is the operator's, and a key goes nowhere else.
final class ModelHttp implements HttpClient {
  private static final int LONGEST_REFUSAL = 64 * 1024;
  private static final long LONGEST_ANSWER = 16L * 1024 * 1024;
  private static final int SUCCESS = 2;

  private final java.net.http.HttpClient http;
  private final Duration headersWithin;

  private ModelHttp(Duration connect, Duration headersWithin) {
    this.http =
        java.net.http.HttpClient.newBuilder()
            .connectTimeout(connect)
            .followRedirects(Redirect.NEVER)
            // Without it a plain connection asks for HTTP/2 first, which some servers do not take.
            .version(Version.HTTP_1_1)
            .build();
    this.headersWithin = headersWithin;
  }

  /// @param headersWithin until the answer begins
  static HttpClientBuilder builder(Duration connect, Duration headersWithin) {
    return new Builder(connect, headersWithin);
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    try (InputStream body = new Limited(opened(request).body())) {
      return SuccessfulHttpResponse.builder()
          .statusCode(200)
          .body(new String(body.readAllBytes(), StandardCharsets.UTF_8))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    HttpResponse<InputStream> response;
    try {
      response = opened(request);
    } catch (RuntimeException e) {
      listener.onError(e);
      return;
    }
    listener.onOpen(
        SuccessfulHttpResponse.builder()
            .statusCode(response.statusCode())
            .headers(response.headers().map())
            .build());
    try (InputStream body = new Limited(response.body())) {
      parser.parse(body, listener);
    } catch (IOException _) {
      // Only the closing failed; what was read has been told.
    }
    listener.onClose();
  }

  /// The answer, its body still unread.
  ///
  /// @throws ModelRefused for another status than success
  private HttpResponse<InputStream> opened(HttpRequest request) {
    HttpResponse<InputStream> response;
    try {
      response = http.send(jdk(request), BodyHandlers.ofInputStream());
      if (response.statusCode() / 100 != SUCCESS) {
        try (InputStream body = response.body()) {
          throw new ModelRefused(
              response.statusCode(),
              new String(body.readNBytes(LONGEST_REFUSAL), StandardCharsets.UTF_8),
              response.headers().firstValue("Retry-After").flatMap(ModelHttp::pause));
        }
      }
    } catch (HttpTimeoutException e) {
      throw new TimeoutException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException(e);
    }
    return response;
  }

  private java.net.http.HttpRequest jdk(HttpRequest request) {
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url())).timeout(headersWithin);
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    return builder
        .method(
            request.method().name(),
            request.body() == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(request.body()))
        .build();
  }

  /// RFC 9110 §10.2.3: seconds, or a date.
  private static Optional<Duration> pause(String header) {
    String text = header.strip();
    try {
      if (text.matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
      }
      Duration until =
          Duration.between(
              Instant.now(),
              ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return Optional.of(until.isNegative() ? Duration.ZERO : until);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// A body that breaks off when it is longer than any answer.
  private static final class Limited extends FilterInputStream {
    private long left = LONGEST_ANSWER;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return counted(super.read(), 1);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      return counted(read, read);
    }

    private int counted(int result, int bytes) throws IOException {
      left -= Math.max(0, bytes);
      if (left < 0) {
        throw new IOException("the answer is longer than " + LONGEST_ANSWER + " bytes");
      }
      return result;
    }
  }

  /// Settings arrive from LangChain4j; ours are kept.
  private record Builder(Duration connectTimeout, Duration readTimeout)
      implements HttpClientBuilder {
    @Override
    public HttpClientBuilder connectTimeout(Duration other) {
      return this;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration other) {
      return this;
    }

    @Override
    public HttpClient build() {
      return new ModelHttp(connectTimeout, readTimeout);
    }
  }
}
