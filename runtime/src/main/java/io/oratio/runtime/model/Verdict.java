package io.oratio.runtime.model;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import io.oratio.runtime.model.Outcome.Why;
import java.time.Duration;
import java.util.Optional;

/// What a failed attempt means.
///
/// @param mayRetry whether the same model may be asked again
/// @param pause what the provider asks to wait
record Verdict(Why why, boolean mayRetry, Optional<Duration> pause, String sentence) {
  private static final int DEPTH = 8;

  static Verdict slow() {
    return new Verdict(
        Why.UNAVAILABLE, true, Optional.empty(), "the model said nothing within its time");
  }

  static Verdict empty() {
    return new Verdict(Why.UNAVAILABLE, true, Optional.empty(), "the model's answer was empty");
  }

  static Verdict unfinished() {
    return new Verdict(Why.UNAVAILABLE, true, Optional.empty(), "the model's answer broke off");
  }

  /// The sentences name kinds of failure, since messages of providers may hold a part of the
  /// conversation.
  static Verdict of(Throwable failure) {
    Throwable cause = failure;
    Optional<Duration> pause = Optional.empty();
    for (int depth = 0; cause != null && depth < DEPTH; depth++, cause = cause.getCause()) {
      if (cause instanceof ModelRefused refused) {
        pause = refused.retryAfter();
      }
      if (cause instanceof HttpException http) {
        return ofStatus(http, pause);
      }
      if (cause instanceof ContentFilteredException) {
        return new Verdict(Why.FILTERED, false, pause, "the provider will not answer this");
      }
    }
    if (failure instanceof AuthenticationException
        || failure instanceof ModelNotFoundException
        || failure instanceof InvalidRequestException) {
      return new Verdict(
          Why.MISCONFIGURED,
          false,
          pause,
          "the provider refused the request (" + failure.getClass().getSimpleName() + ")");
    }
    return new Verdict(
        Why.UNAVAILABLE,
        true,
        pause,
        "the model cannot be reached (" + root(failure).getClass().getSimpleName() + ")");
  }

  private static Verdict ofStatus(HttpException refused, Optional<Duration> pause) {
    int status = refused.statusCode();
    String body = refused.getMessage() == null ? "" : refused.getMessage();
    if (body.contains("context_length_exceeded")) {
      return new Verdict(Why.TOO_LONG, false, pause, "the prompt is longer than the model takes");
    }
    if (body.contains("content_filter") || body.contains("content_policy_violation")) {
      return new Verdict(Why.FILTERED, false, pause, "the provider will not answer this");
    }
    boolean mayRetry = status == 408 || status == 409 || status == 429 || status >= 500;
    // A quota that is used up comes as 429 too, and no pause of seconds brings it back.
    mayRetry = mayRetry && !body.contains("insufficient_quota");
    return new Verdict(
        mayRetry ? Why.UNAVAILABLE : Why.MISCONFIGURED,
        mayRetry,
        pause,
        "the provider answered with status " + status);
  }

  private static Throwable root(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause.getCause() != null && depth < DEPTH; depth++) {
      cause = cause.getCause();
    }
    return cause;
  }
}
