package io.oratio.runtime.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.oratio.domain.conversation.Usage;
import io.oratio.runtime.model.ModelCounter.Event;
import io.oratio.runtime.model.ModelSettings.Patience;
import io.oratio.runtime.model.Outcome.Finish;
import io.oratio.runtime.model.Outcome.Spent;
import io.oratio.runtime.model.Outcome.Why;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A model with those that take over when it fails. An attempt is repeated only while no word of it
/// was passed on; a provider's `Retry-After` is kept where the time allows, else the next model is
/// asked at once. Whatever happens, [#ask] ends within the total time and says how.
public final class ModelCall {
  private static final Logger LOG = LoggerFactory.getLogger(ModelCall.class);
  private static final Duration LEAST_FOR_AN_ATTEMPT = Duration.ofMillis(200);

  private final List<Route> routes;
  private final Patience patience;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ModelCounter counter;

  ModelCall(
      List<Route> routes,
      Patience patience,
      InstantSource clock,
      RandomGenerator random,
      ModelCounter counter) {
    this.routes = List.copyOf(routes);
    this.patience = patience;
    this.clock = clock;
    this.random = random;
    this.counter = counter;
  }

  /// The name of the model that is asked first.
  public String name() {
    return routes.getFirst().name();
  }

  /// Asks and waits for the end of the answer. Blocks; an interrupt counts as cancelled.
  ///
  /// @param words gets the answer's words as they come, on this thread
  public Outcome ask(Ask ask, Consumer<String> words, Cancellation cancellation) {
    Instant deadline = clock.instant().plus(patience.total());
    Spent spent = Spent.NOTHING;
    Outcome last = new Outcome.Nothing(Why.UNAVAILABLE, "every model rests", Spent.NOTHING);
    for (int i = 0; i < routes.size(); i++) {
      Route route = routes.get(i);
      if (i > 0) {
        counter.count(route.name(), Event.FELL_BACK);
      }
      if (!route.breaker().lets()) {
        counter.count(route.name(), Event.BREAKER_REFUSED);
        continue;
      }
      last = tried(route, ask, words, cancellation, deadline, i + 1 < routes.size());
      spent = spent.plus(last.spent());
      boolean mayFallBack =
          last instanceof Outcome.Nothing nothing && nothing.why() != Why.FILTERED;
      if (!mayFallBack) {
        break;
      }
    }
    return with(last, spent);
  }

  /// One model, as often as it may be tried.
  private Outcome tried(
      Route route,
      Ask ask,
      Consumer<String> words,
      Cancellation cancellation,
      Instant deadline,
      boolean hasOther) {
    Spent spent = Spent.NOTHING;
    for (int attempt = 1; ; attempt++) {
      Listening listening = new Listening(route, ask, words, cancellation, deadline);
      Outcome outcome = listening.outcome();
      spent = spent.plus(outcome.spent());
      Verdict verdict = listening.verdict;
      if (verdict == null) {
        return with(outcome, spent);
      }
      if (verdict.why() == Why.UNAVAILABLE) {
        route.breaker().failed();
      }
      Duration pause = pause(verdict, attempt);
      boolean isInTime =
          clock.instant().plus(pause).plus(LEAST_FOR_AN_ATTEMPT).isBefore(deadline)
              && pause.compareTo(patience.longestPause()) <= 0;
      boolean isLast = attempt == patience.attempts() || !verdict.mayRetry() || !isInTime;
      // Where another model is ready nobody is kept waiting for this one's pleasure.
      isLast = isLast || hasOther && verdict.pause().filter(it -> it.toSeconds() > 1).isPresent();
      if (isLast || !route.breaker().lets()) {
        counter.count(route.name(), Event.FAILED);
        LOG.warn("model {}: {} (attempt {})", route.name(), verdict.sentence(), attempt);
        return new Outcome.Nothing(verdict.why(), verdict.sentence(), spent);
      }
      counter.count(route.name(), Event.RETRIED);
      if (isCancelledDuring(pause, cancellation)) {
        counter.count(route.name(), Event.CANCELLED);
        return new Outcome.Cancelled("", spent);
      }
    }
  }

  /// Doubled each time, between half and the whole of it, and at least what the provider asks for.
  private Duration pause(Verdict verdict, int attempt) {
    double whole = patience.firstPause().toMillis() * Math.pow(2, attempt - 1.0);
    Duration ours =
        Duration.ofMillis(
            (long)
                Math.min(
                    patience.longestPause().toMillis(), whole * (0.5 + random.nextDouble() / 2)));
    return verdict.pause().filter(it -> it.compareTo(ours) > 0).orElse(ours);
  }

  private static boolean isCancelledDuring(Duration pause, Cancellation cancellation) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runnable forget = cancellation.onCancel(stopped::countDown);
    try {
      return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    } finally {
      forget.run();
    }
  }

  private static Outcome with(Outcome outcome, Spent spent) {
    return switch (outcome) {
      case Outcome.Answered it ->
          new Outcome.Answered(it.words(), it.tools(), it.finish(), it.model(), spent);
      case Outcome.Broken it -> new Outcome.Broken(it.words(), it.model(), spent);
      case Outcome.Nothing it -> new Outcome.Nothing(it.why(), it.sentence(), spent);
      case Outcome.Cancelled it -> new Outcome.Cancelled(it.words(), spent);
    };
  }

  /// One attempt, listened to until its end.
  private final class Listening {
    private final Route route;
    private final Ask ask;
    private final Consumer<String> words;
    private final Cancellation cancellation;
    private final Instant deadline;
    private final StringBuilder said = new StringBuilder();

    /// Why it may be tried again; null when it ended otherwise.
    @Nullable Verdict verdict;

    Listening(
        Route route, Ask ask, Consumer<String> words, Cancellation cancellation, Instant deadline) {
      this.route = route;
      this.ask = ask;
      this.words = words;
      this.cancellation = cancellation;
      this.deadline = deadline;
    }

    Outcome outcome() {
      ChatRequest.Builder request = ChatRequest.builder().messages(ask.messages());
      if (!ask.tools().isEmpty()) {
        request.toolSpecifications(ask.tools());
      }
      ask.temperature().ifPresent(request::temperature);
      try (Attempt attempt = Attempt.begin(route.model(), request.build())) {
        Runnable forget = cancellation.onCancel(attempt::stop);
        try {
          return heard(attempt);
        } finally {
          forget.run();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return cancelled();
      }
    }

    private Outcome heard(Attempt attempt) throws InterruptedException {
      Instant firstBy = earlier(clock.instant().plus(patience.firstToken()), deadline);
      boolean isBegun = false;
      while (true) {
        Instant by = isBegun ? deadline : firstBy;
        switch (attempt.next(Duration.between(clock.instant(), by))) {
          case null -> {
            if (!clock.instant().isBefore(by)) {
              return failed(Verdict.slow());
            }
          }
          case Signal.Words piece -> {
            isBegun = true;
            said.append(piece.text());
            words.accept(piece.text());
          }
          case Signal.Progress _ -> isBegun = true;
          case Signal.Done done -> {
            return answered(done.response());
          }
          case Signal.Failed failure -> {
            return failed(Verdict.of(failure.cause()));
          }
          case Signal.Stopped _ -> {
            return cancelled();
          }
        }
      }
    }

    private Outcome answered(ChatResponse response) {
      AiMessage message = response.aiMessage();
      boolean hasTools = message != null && message.hasToolExecutionRequests();
      if (response.finishReason() == null) {
        // The stream ended without its last event: what came may be half a sentence, or half of a
        // tool's arguments.
        return failed(Verdict.unfinished());
      }
      if (response.finishReason() == FinishReason.CONTENT_FILTER && said.isEmpty()) {
        return new Outcome.Nothing(
            Why.FILTERED, "the provider will not answer this", spent(response.tokenUsage()));
      }
      if (said.isEmpty() && !hasTools) {
        return failed(Verdict.empty());
      }
      route.breaker().succeeded();
      counter.count(route.name(), Event.ANSWERED);
      return new Outcome.Answered(
          said.toString(),
          hasTools && response.finishReason() != FinishReason.LENGTH
              ? message.toolExecutionRequests()
              : List.of(),
          finish(response.finishReason(), hasTools),
          route.name(),
          spent(response.tokenUsage()));
    }

    private Outcome failed(Verdict why) {
      if (said.isEmpty()) {
        verdict = why;
        return new Outcome.Nothing(why.why(), why.sentence(), Spent.NOTHING);
      }
      route.breaker().failed();
      counter.count(route.name(), Event.BROKEN);
      LOG.warn("model {}: {} after its first words", route.name(), why.sentence());
      return new Outcome.Broken(said.toString(), route.name(), spent(null));
    }

    private Outcome cancelled() {
      counter.count(route.name(), Event.CANCELLED);
      return new Outcome.Cancelled(said.toString(), spent(null));
    }

    private Spent spent(@Nullable TokenUsage told) {
      boolean isTold =
          told != null && told.inputTokenCount() != null && told.outputTokenCount() != null;
      long input = isTold ? told.inputTokenCount() : Estimate.tokens(ask.messages());
      long output = isTold ? told.outputTokenCount() : Estimate.tokens(said.toString());
      if (!isTold) {
        counter.count(route.name(), Event.USAGE_ESTIMATED);
      }
      return new Spent(
          new Usage(input, output, route.settings().price().micros(input, output), 1), !isTold);
    }

    private static Finish finish(FinishReason reason, boolean hasTools) {
      return switch (reason) {
        case LENGTH -> Finish.LENGTH;
        case CONTENT_FILTER -> Finish.CONTENT_FILTER;
        case STOP, TOOL_EXECUTION, OTHER -> hasTools ? Finish.TOOLS : Finish.STOP;
      };
    }

    private static Instant earlier(Instant one, Instant other) {
      return one.isBefore(other) ? one : other;
    }
  }
}
