package io.oratio.runtime.knowledge.parse;

import io.oratio.runtime.knowledge.parse.Reading.Reason;
import io.oratio.runtime.knowledge.parse.Reading.Refused;

/// Leaves the reading of a document from however deep within it, on the worker's one thread.
/// Without a stack trace: it is an answer, not a fault.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  Refusal(Reason reason, String sentence) {
    super(sentence, null, false, false);
    this.reason = reason;
  }

  Refused reading() {
    return new Refused(reason, String.valueOf(getMessage()));
  }
}
