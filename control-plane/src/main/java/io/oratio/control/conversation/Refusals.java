package io.oratio.control.conversation;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.runtime.conversation.ReplyRefused;
import java.time.Duration;

/// What the agents refuse, as the API says it.
final class Refusals {
  private static final Duration SOON = Duration.ofSeconds(2);

  private Refusals() {}

  /// @param field where the message stands in the body
  static Refusal of(ReplyRefused refused, String field) {
    String sentence = String.valueOf(refused.getMessage());
    return switch (refused.why()) {
      case NOT_FOUND -> Refusal.of(ErrorCode.AGENT_NOT_FOUND, "There is no such agent.");
      case BAD_MESSAGE -> Refusal.of(ErrorCode.REQUEST_INVALID, sentence).at(field, sentence);
      case BUSY -> Refusal.of(ErrorCode.RUN_QUEUE_FULL, sentence);
      case CROWDED -> Refusal.of(ErrorCode.UNAVAILABLE, sentence).retryAfter(SOON);
      case NOT_READY -> Refusal.of(ErrorCode.AGENT_NOT_READY, sentence);
      case PAUSED -> Refusal.of(ErrorCode.AGENT_STATE_CONFLICT, sentence);
      case CLOSING -> Refusal.of(ErrorCode.DRAINING, sentence).retryAfter(SOON);
    };
  }
}
