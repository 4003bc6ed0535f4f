package io.oratio.control.web.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.oratio.control.web.Answer;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Event;
import io.oratio.control.web.EventStream;
import io.oratio.control.web.Problem;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.RetryAfter;
import io.oratio.control.web.contract.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes answers and refusals to the wire.
final class AnswerWriter {
  private static final String EVENTS = "text/event-stream";
  private static final Pattern ONE_RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  private final Duration heartbeat;
  private final OpenStreams streams;

  /// @param heartbeat after how long a silent stream of events says that it is still there
  AnswerWriter(Duration heartbeat, OpenStreams streams) {
    this.heartbeat = heartbeat;
    this.streams = streams;
  }

  void write(
      Answer answer, Operation operation, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer
        .headers()
        .forEach(
            it -> {
              if (it.name().equalsIgnoreCase("Set-Cookie")) {
                response.addHeader(it.name(), it.value());
              } else {
                response.setHeader(it.name(), it.value());
              }
            });
    response.setStatus(answer.status());
    switch (answer.body()) {
      case Answer.Body.Empty _ -> {}
      case Answer.Body.Tree tree -> whole(response, "application/json", tree.json().toString());
      case Answer.Body.Text text -> whole(response, text.mediaType(), text.text());
      case Answer.Body.Bytes bytes -> bytes(bytes, request, response);
      case Answer.Body.Written written -> {
        response.setContentType(written.mediaType());
        written.writing().write(response.getOutputStream());
      }
      case Answer.Body.Events events -> {
        boolean isLook = operation.rules().isStream() && !staysFor(request.getHeader("Accept"));
        events(events.stream(), isLook, response);
      }
    }
  }

  static void write(
      Refusal refusal, HttpServletResponse response, String instance, String requestId, Instant now)
      throws IOException {
    response.resetBuffer();
    response.setStatus(refusal.code().status());
    refusal.headers().forEach(response::setHeader);
    refusal
        .retryAfter()
        .ifPresent(it -> response.setHeader("Retry-After", Long.toString(RetryAfter.seconds(it))));
    whole(response, Problem.MEDIA_TYPE, Problem.of(refusal, instance, requestId, now).toString());
  }

  private static void whole(HttpServletResponse response, String mediaType, String text)
      throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    response.setContentType(mediaType.startsWith("text/") ? utf8(mediaType) : mediaType);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private static String utf8(String mediaType) {
    return mediaType.contains("charset=") ? mediaType : mediaType + ";charset=utf-8";
  }

  /// RFC 9110 §14.2: one range is honoured, any other form is ignored.
  private static void bytes(
      Answer.Body.Bytes bytes, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Accept-Ranges", "bytes");
    long first = 0;
    long last = bytes.length() - 1;
    Optional<Matcher> range =
        Optional.ofNullable(request.getHeader("Range"))
            .map(it -> ONE_RANGE.matcher(it.strip()))
            .filter(Matcher::matches)
            .filter(it -> !it.group(1).isEmpty() || !it.group(2).isEmpty());
    if (range.isPresent() && response.getStatus() == 200) {
      String from = range.get().group(1);
      String to = range.get().group(2);
      if (from.isEmpty()) {
        first = Math.max(0, bytes.length() - Long.parseLong(to));
      } else {
        first = Long.parseLong(from);
        last = to.isEmpty() ? last : Math.min(last, Long.parseLong(to));
      }
      if (first > last || (from.isEmpty() && Long.parseLong(to) == 0)) {
        if (!from.isEmpty() && !to.isEmpty() && Long.parseLong(to) < Long.parseLong(from)) {
          first = 0;
          last = bytes.length() - 1;
        } else {
          throw Refusal.of(ErrorCode.RANGE_NOT_SATISFIABLE, "There is no such part.")
              .with("Content-Range", "bytes */" + bytes.length());
        }
      } else {
        response.setStatus(206);
        response.setHeader("Content-Range", "bytes " + first + "-" + last + "/" + bytes.length());
      }
    }
    response.setContentType(bytes.mediaType());
    response.setContentLengthLong(last - first + 1);
    if (!request.getMethod().equals("HEAD") && last >= first) {
      try (InputStream in = bytes.source().open(first, last - first + 1)) {
        in.transferTo(response.getOutputStream());
      }
    }
  }

  /// Only who names the media type stays: a program that accepts anything, and waits for the end of
  /// every answer, would wait for good.
  private static boolean staysFor(@Nullable String accept) {
    return accept == null || accept.toLowerCase(Locale.ROOT).contains(EVENTS);
  }

  /// @param isLook whether it ends with what was offered before
  private void events(EventStream stream, boolean isLook, HttpServletResponse response)
      throws IOException {
    try (stream) {
      if (isLook) {
        stream.end();
      }
      streams.add(stream);
      stream.onClose(() -> streams.remove(stream));
      response.setContentType(EVENTS + ";charset=utf-8");
      response.setHeader("X-Accel-Buffering", "no");
      OutputStream out = response.getOutputStream();
      response.flushBuffer();
      if (isLook) {
        out.write((": what is there; to stay, send Accept: " + EVENTS + "\n\n").getBytes(UTF_8));
      }
      while (true) {
        switch (stream.next(heartbeat)) {
          case EventStream.Next.One(Event event) -> out.write(lines(event));
          case EventStream.Next.Quiet _ -> out.write(": still here\n\n".getBytes(UTF_8));
          case EventStream.Next.Over _ -> {
            return;
          }
        }
        out.flush();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// One event as it stands on the wire (HTML standard, server-sent events).
  static byte[] lines(Event event) {
    StringBuilder lines = new StringBuilder();
    event.id().ifPresent(it -> lines.append("id: ").append(oneLine(it)).append('\n'));
    event.name().ifPresent(it -> lines.append("event: ").append(oneLine(it)).append('\n'));
    event
        .data()
        .lines()
        .reduce((all, next) -> all + "\ndata: " + next)
        .or(() -> Optional.of(""))
        .ifPresent(it -> lines.append("data: ").append(it).append('\n'));
    return lines.append('\n').toString().getBytes(UTF_8);
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\r\\n\\u0000]", " ");
  }
}
