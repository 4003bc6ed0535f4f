package io.oratio.modelsimulator.server;

import com.sun.net.httpserver.HttpExchange;
import io.oratio.modelsimulator.protocol.Answers;
import io.oratio.modelsimulator.protocol.ChatRequest;
import io.oratio.modelsimulator.protocol.Refusal;
import io.oratio.modelsimulator.protocol.RequestCheck;
import io.oratio.modelsimulator.protocol.Tokens;
import io.oratio.modelsimulator.report.RequestReport;
import io.oratio.modelsimulator.report.RequestReport.EndedBy;
import io.oratio.modelsimulator.script.Chosen;
import io.oratio.modelsimulator.script.Desk;
import io.oratio.modelsimulator.script.Fault;
import io.oratio.modelsimulator.script.Pace;
import io.oratio.modelsimulator.script.ToolCall;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One request for a completion, from its body to its report. Runs on its request's own thread.
final class Completion {
  private static final Duration LONGEST_HANG = Duration.ofMinutes(10);
  private static final Duration BEFORE_THE_BREAK = Duration.ofMillis(50);
  private static final String DONE = "[DONE]";

  private final HttpExchange exchange;
  private final Desk desk;
  private final int number;
  private final Consumer<RequestReport> reports;
  private final long began = System.nanoTime();

  private @Nullable ChatRequest request;
  private int rule;
  private int status = 200;
  private String finish = "";
  private String protocolError = "";
  private List<ToolCall> calls = List.of();
  private int answerTokens;
  private long firstTokenMs = -1;

  Completion(HttpExchange exchange, Desk desk, int number, Consumer<RequestReport> reports) {
    this.exchange = exchange;
    this.desk = desk;
    this.number = number;
    this.reports = reports;
  }

  /// One request too many.
  void overQuota() throws IOException {
    status = 429;
    exchange.getResponseHeaders().set("Retry-After", "1");
    Replies.json(exchange, status, tooMany());
    report(EndedBy.QUOTA);
  }

  void answer(byte[] body) throws IOException {
    try {
      String key = exchange.getRequestHeaders().getFirst("Authorization");
      RequestCheck.key(key == null ? "" : key, desk.script());
      ChatRequest checked = RequestCheck.read(body, desk.script(), desk.next());
      request = checked;
      Chosen chosen = desk.choose(checked.asked());
      rule = chosen.index();
      give(checked, chosen);
    } catch (Refusal e) {
      status = e.status();
      protocolError = e.getMessage() == null ? "" : e.getMessage();
      Replies.json(exchange, status, e.body());
      report(EndedBy.PROTOCOL_ERROR);
    } catch (Broken e) {
      report(EndedBy.FAULT);
      throw e;
    } catch (IOException e) {
      report(EndedBy.CLIENT_LEFT);
      throw e;
    }
  }

  private void give(ChatRequest asked, Chosen chosen) throws IOException {
    Optional<Fault> fault = chosen.rule().fault();
    Pace pace = chosen.rule().pace().orElse(desk.script().pace());
    if (fault.isPresent() && refusesWith(fault.get(), chosen)) {
      report(EndedBy.FAULT);
      return;
    }
    String words = fault.equals(Optional.of(Fault.EMPTY)) ? "" : chosen.words();
    List<ToolCall> wanted = asked.mayCall() ? chosen.tools() : List.of();
    calls = asked.isParallel() || wanted.isEmpty() ? wanted : wanted.subList(0, 1);
    words = asked.isJson() && calls.isEmpty() ? Answers.asJson(words) : words;
    finish = chosen.rule().finish().orElse(calls.isEmpty() ? "stop" : "tool_calls");
    Answers answers =
        new Answers(
            String.format(Locale.ROOT, "chatcmpl-sim%08d", number),
            System.currentTimeMillis() / 1000,
            asked.model());
    if (asked.isStream()) {
      stream(asked, answers, words, fault, pace, chosen.rule().afterTokens());
    } else {
      whole(asked, answers, words, fault, pace);
    }
    report(fault.isPresent() ? EndedBy.FAULT : EndedBy.DONE);
  }

  /// Faults that take the place of an answer.
  private boolean refusesWith(Fault fault, Chosen chosen) throws IOException {
    chosen
        .rule()
        .retryAfterSeconds()
        .ifPresent(it -> exchange.getResponseHeaders().set("Retry-After", Integer.toString(it)));
    switch (fault) {
      case HTTP_401 ->
          refuse(401, "Incorrect API key provided.", "invalid_request_error", "invalid_api_key");
      case HTTP_429 -> {
        status = 429;
        Replies.json(exchange, status, tooMany());
      }
      case HTTP_500 ->
          refuse(
              500,
              "The server had an error while processing your request. Sorry about that!",
              "server_error",
              null);
      case HTTP_503 ->
          refuse(
              503,
              "The engine is currently overloaded, please try again later",
              "server_error",
              null);
      case CONTEXT_LENGTH ->
          refuse(
              400,
              "This model's maximum context length is 8192 tokens. However, your messages resulted"
                  + " in more. Please reduce the length of the messages.",
              "invalid_request_error",
              "context_length_exceeded");
      case DISCONNECT -> {
        status = 0;
        throw new Broken();
      }
      case HANG -> {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        pause(LONGEST_HANG);
        throw new Broken();
      }
      case BAD_JSON, BROKEN_STREAM, EARLY_END, ERROR_IN_STREAM, EMPTY -> {
        return false;
      }
    }
    return true;
  }

  private void refuse(int code, String message, String type, @Nullable String errorCode)
      throws IOException {
    status = code;
    Replies.json(exchange, status, Answers.error(message, type, null, errorCode));
  }

  private void whole(
      ChatRequest asked, Answers answers, String words, Optional<Fault> fault, Pace pace)
      throws IOException {
    pause(pace.firstToken());
    answerTokens = tokens(words);
    firstTokenMs = sinceBegan();
    String json = answers.whole(words, calls, finish, asked.promptTokens(), answerTokens);
    if (fault.equals(Optional.of(Fault.BROKEN_STREAM))) {
      exchange.sendResponseHeaders(200, json.length() + 1000L);
      exchange
          .getResponseBody()
          .write(json.substring(0, json.length() / 2).getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      throw new Broken();
    }
    Replies.json(
        exchange,
        200,
        fault.equals(Optional.of(Fault.BAD_JSON)) ? json.substring(0, json.length() / 2) : json);
  }

  private void stream(
      ChatRequest asked,
      Answers answers,
      String words,
      Optional<Fault> fault,
      Pace pace,
      int afterTokens)
      throws IOException {
    boolean usage = asked.isUsageWanted();
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    event(out, answers.opening(usage));
    pause(pace.firstToken());
    List<String> pieces = pieces(answers, words, usage);
    int sent = 0;
    for (String piece : pieces) {
      if (fault.isPresent() && sent >= afterTokens && fault.get() != Fault.EMPTY) {
        break;
      }
      event(out, piece);
      firstTokenMs = firstTokenMs < 0 ? sinceBegan() : firstTokenMs;
      sent++;
      pause(pace.perToken());
    }
    answerTokens = fault.isPresent() ? sent : tokens(words);
    if (fault.isPresent() && isOver(fault.get(), out)) {
      return;
    }
    event(out, answers.closing(finish, usage));
    if (usage) {
      event(out, answers.usageChunk(asked.promptTokens(), answerTokens));
    }
    event(out, DONE);
  }

  /// The fault itself, after the pieces before it.
  ///
  /// @return whether the stream ends with it
  private boolean isOver(Fault fault, OutputStream out) throws IOException {
    switch (fault) {
      case BROKEN_STREAM -> {
        out.flush();
        // Clients that notice the end before they have read what came earlier forget the latter.
        pause(BEFORE_THE_BREAK);
        throw new Broken();
      }
      case BAD_JSON -> {
        event(out, "{\"id\":\"chatcmpl-");
        event(out, DONE);
        return true;
      }
      case ERROR_IN_STREAM -> {
        event(
            out,
            Answers.error(
                "The server had an error while processing your request. Sorry about that!",
                "server_error",
                null,
                null));
        return true;
      }
      case EARLY_END -> {
        return true;
      }
      case HTTP_401, HTTP_429, HTTP_500, HTTP_503, CONTEXT_LENGTH, HANG, DISCONNECT, EMPTY -> {
        return false;
      }
    }
    return false;
  }

  private List<String> pieces(Answers answers, String words, boolean usage) {
    List<String> pieces = new ArrayList<>();
    for (String piece : Tokens.pieces(words)) {
      pieces.add(answers.words(piece, usage));
    }
    for (int i = 0; i < calls.size(); i++) {
      pieces.add(answers.call(i, calls.get(i).name(), usage));
      for (String fragment : Tokens.fragments(calls.get(i).arguments())) {
        pieces.add(answers.arguments(i, fragment, usage));
      }
    }
    return pieces;
  }

  private int tokens(String words) {
    return Tokens.count(words)
        + calls.stream().mapToInt(it -> Tokens.count(it.name() + it.arguments())).sum();
  }

  private static void event(OutputStream out, String json) throws IOException {
    out.write(("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String tooMany() {
    return Answers.error(
        "Rate limit reached for requests. Please try again later.",
        "requests",
        null,
        "rate_limit_exceeded");
  }

  private static void pause(Duration length) throws Broken {
    try {
      Thread.sleep(length);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Broken();
    }
  }

  private long sinceBegan() {
    return (System.nanoTime() - began) / 1_000_000;
  }

  private void report(EndedBy endedBy) {
    ChatRequest asked = request;
    List<String> declared = asked == null ? List.of() : asked.tools();
    reports.accept(
        new RequestReport(
            number,
            asked == null ? "" : asked.model(),
            asked != null && asked.isStream(),
            asked == null ? 0 : asked.messages(),
            declared,
            rule,
            status,
            finish,
            endedBy,
            protocolError,
            calls.stream().map(ToolCall::name).filter(it -> !declared.contains(it)).toList(),
            calls.size(),
            asked == null ? 0 : asked.promptTokens(),
            answerTokens,
            firstTokenMs,
            sinceBegan()));
  }
}
