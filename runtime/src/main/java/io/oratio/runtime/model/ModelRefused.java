package io.oratio.runtime.model;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import java.util.Optional;

/// A status other than success, with the pause the provider asks for. Its message is the body,
/// which is for deciding and never for a log.
final class ModelRefused extends HttpException {
  private static final long serialVersionUID = 1;

  private final transient Optional<Duration> retryAfter;

  ModelRefused(int status, String body, Optional<Duration> retryAfter) {
    super(status, body);
    this.retryAfter = retryAfter;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
