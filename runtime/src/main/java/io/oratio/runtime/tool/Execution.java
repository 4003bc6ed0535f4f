package io.oratio.runtime.tool;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.oratio.domain.tool.ToolExecution;
import io.oratio.domain.tool.ToolExecution.State;
import io.oratio.runtime.tool.ToolCounter.Event;
import io.oratio.runtime.tool.ToolResult.Kind;
import io.oratio.runtime.trace.Spans;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One use on its way: recorded, run on a thread of its own, and answered within its limit whatever
/// the tool does. A result that comes later is recorded and told to nobody.
final class Execution implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Execution.class);
  private static final String TOO_LONG = "It took too long. Apologise for it.";
  private static final String TOO_LONG_TO_KNOW =
      "It took too long, and it is not known whether it was done. Do not try again; say so.";

  /// The conversation that it belongs to, as far as it is needed here.
  ///
  /// @param breaker the name of the tool's breaker
  record Around(
      Shared shared,
      Scene scene,
      Fillers fillers,
      Records records,
      Redactor redactor,
      String breaker) {}

  private final Around around;
  private final Declared tool;
  private final Arguments arguments;
  private final int turn;
  private final Runnable onEnd;
  private final Attempt attempt;
  private final CompletableFuture<ToolResult> answer = new CompletableFuture<>();
  private final Context asked = Context.current();

  // Guarded by this.
  private Runnable softTimer = () -> {};
  private Runnable hardTimer = () -> {};

  /// @param onEnd told once when nothing of it runs any more
  Execution(Around around, Declared tool, Arguments arguments, int turn, Runnable onEnd) {
    this.around = around;
    this.tool = tool;
    this.arguments = arguments;
    this.turn = turn;
    this.onEnd = onEnd;
    Clock clock = around.shared().clock();
    attempt =
        new Attempt(
            tool.tool(), clock, clock.instant().plus(tool.hard()), () -> count(Event.RETRIED));
  }

  /// Its result; completes within the hard limit.
  CompletableFuture<ToolResult> answer() {
    return answer;
  }

  boolean isWriting() {
    return tool.isWriting();
  }

  void start() {
    synchronized (this) {
      Timer timer = around.shared().timer();
      hardTimer = timer.after(tool.hard(), this::outOfTime);
      tool.soft().ifPresent(wait -> softTimer = timer.after(wait, this::slow));
    }
    try {
      around.shared().threads().execute(this);
    } catch (RejectedExecutionException _) {
      finish(failed("No tool can be used now."));
      synchronized (this) {
        hardTimer.run();
      }
      onEnd.run();
    }
  }

  /// Ends the wait for it; a tool that only reads is interrupted, one that writes goes on to its
  /// end.
  void stop(String sentence) {
    finish(failed(sentence));
    if (!tool.isWriting()) {
      attempt.stop();
    }
  }

  @Override
  public void run() {
    ToolResult result = failed("The tool failed.");
    Span span = Spans.begin("tool", SpanKind.INTERNAL, asked);
    span.setAttribute("oratio.tool", tool.spec().name());
    try (Scope _ = asked.with(span).makeCurrent()) {
      result = work();
    } catch (InterruptedException _) {
      result = failed("It was stopped.");
    } catch (Exception | StackOverflowError failure) {
      // The root of this thread: whatever a tool or a store throws, the model gets an answer.
      LOG.warn("tool {} broke: {}", tool.spec().name(), failure.getClass().getName());
    } finally {
      span.setAttribute("oratio.tool_result", result.kind().name());
      span.end();
      finish(result);
      synchronized (this) {
        hardTimer.run();
      }
      onEnd.run();
    }
  }

  private ToolResult work() throws InterruptedException {
    if (!around.shared().breakers().lets(around.breaker())) {
      count(Event.BREAKER_REFUSED);
      return failed("This does not work at the moment. Say so; do not try again.");
    }
    Records.Begun begun;
    try {
      around.redactor().learn();
      begun = around.records().begin(tool, arguments.canonical(), turn);
    } catch (RuntimeException failure) {
      // A store that does not answer: nothing may be changed that cannot be recorded.
      LOG.warn("tool {} has no record: {}", tool.spec().name(), failure.getClass().getName());
      count(Event.UNRECORDED);
      return tool.isWriting()
          ? failed("It cannot be recorded now, so it was not done.")
          : attempted(Optional.empty());
    }
    return switch (begun) {
      case Records.Begun.Before before -> {
        count(Event.REPEATED);
        yield again(before.execution());
      }
      case Records.Begun.Ours ours -> attempted(Optional.of(ours.execution()));
    };
  }

  private ToolResult attempted(Optional<ToolExecution> execution) throws InterruptedException {
    String key = execution.map(ToolExecution::key).orElse("");
    State state = State.FAILED;
    ToolResult result = failed("The tool failed.");
    try {
      ObjectNode given =
          Answers.object(checked(attempt.result(arguments.json(), key)), tool.isForeign());
      result = new ToolResult(shown(given), Kind.DONE);
      state = State.DONE;
      breakerSucceeded();
    } catch (ToolFailure failure) {
      result = failed(failure.sentence());
      judge(failure);
    } catch (InterruptedException stop) {
      state = tool.isWriting() ? State.UNKNOWN : State.FAILED;
      result = failed(tool.isWriting() ? TOO_LONG_TO_KNOW : TOO_LONG);
    } catch (RuntimeException | StackOverflowError failure) {
      // A broken tool is a failure like another; it is recorded as one.
      LOG.warn("tool {} broke: {}", tool.spec().name(), failure.getClass().getName());
      breakerFailed();
    }
    if (execution.isPresent()) {
      record(execution.get(), state, result.json());
    }
    return result;
  }

  private JsonNode checked(JsonNode given) throws ToolFailure {
    Optional<String> fault = tool.result().flatMap(it -> Schemas.faultIn(it, given));
    if (fault.isPresent()) {
      count(Event.BAD_RESULT);
      throw new ToolFailure("bad_result", "The tool's answer was not as it promised.", false);
    }
    return given;
  }

  private String shown(ObjectNode given) {
    JsonNode clean = around.redactor().without(given);
    if (!clean.equals(given)) {
      count(Event.REDACTED);
    }
    String text = Answers.within((ObjectNode) clean, tool.resultChars());
    if (text.endsWith("\"truncated\":true}")) {
      count(Event.TRUNCATED);
    }
    return text;
  }

  private void record(ToolExecution execution, State state, String json) {
    if (state == State.UNKNOWN) {
      count(Event.UNKNOWN);
    }
    try {
      around
          .records()
          .end(
              execution,
              state,
              state == State.DONE && !tool.keepsResult() ? "{\"status\":\"done\"}" : json);
    } catch (RuntimeException failure) {
      // It stays as running, which is the truth: nobody could write how it ended.
      LOG.warn("tool {} has no record: {}", tool.spec().name(), failure.getClass().getName());
      count(Event.UNRECORDED);
    }
  }

  /// What its record from before says.
  static ToolResult again(ToolExecution before) {
    String json = before.result().orElse(Answers.error("It is not known whether this was done."));
    return new ToolResult(json, before.state() == State.DONE ? Kind.DONE : Kind.FAILED);
  }

  /// A tool that says no is a tool that works; only what may pass by itself is a failure of it.
  private void judge(ToolFailure failure) {
    if (failure.mayRetry()) {
      breakerFailed();
    } else {
      breakerSucceeded();
    }
  }

  /// A use that is over for the conversation was judged already.
  private void breakerSucceeded() {
    if (!answer.isDone()) {
      around.shared().breakers().succeeded(around.breaker());
    }
  }

  private void breakerFailed() {
    if (!answer.isDone() && around.shared().breakers().failed(around.breaker())) {
      count(Event.BREAKER_OPENED);
    }
  }

  private void slow() {
    if (!answer.isDone()) {
      count(Event.SLOW);
      around.scene().say(tool.filler().isBlank() ? around.fillers().next() : tool.filler());
    }
  }

  private void outOfTime() {
    if (!answer.isDone()) {
      count(Event.TIMED_OUT);
      if (!(tool.tool() instanceof WaitsForPeople)) {
        breakerFailed();
      }
      finish(failed(tool.isWriting() ? TOO_LONG_TO_KNOW : TOO_LONG));
    }
    attempt.stop();
  }

  private void finish(ToolResult result) {
    synchronized (this) {
      softTimer.run();
    }
    if (answer.complete(result)) {
      count(result.isDone() ? Event.DONE : Event.FAILED);
    } else if (result.isDone()) {
      count(Event.LATE);
    }
  }

  private ToolResult failed(String sentence) {
    return new ToolResult(Answers.error(around.redactor().known(sentence)), Kind.FAILED);
  }

  private void count(Event event) {
    around.shared().counter().count(event);
  }
}
