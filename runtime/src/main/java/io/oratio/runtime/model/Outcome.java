package io.oratio.runtime.model;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import io.oratio.domain.conversation.Usage;
import java.util.List;

/// How a call of a model ended.
public sealed interface Outcome {
  /// What it cost, whatever came of it.
  Spent spent();

  /// It answered, or asks for tools.
  ///
  /// @param words blank when it only asks for tools
  /// @param model which one of the settings
  record Answered(
      String words, List<ToolExecutionRequest> tools, Finish finish, String model, Spent spent)
      implements Outcome {
    public Answered {
      tools = List.copyOf(tools);
    }
  }

  /// The answer broke off after some words had been passed on; it cannot be begun again.
  record Broken(String words, String model, Spent spent) implements Outcome {}

  /// Nothing answered. `sentence` is for the operator's log and names no secret.
  record Nothing(Why why, String sentence, Spent spent) implements Outcome {}

  /// It was stopped on request.
  record Cancelled(String words, Spent spent) implements Outcome {}

  /// Why an answer ended.
  enum Finish {
    STOP,
    TOOLS,
    /// The longest answer was reached.
    LENGTH,
    CONTENT_FILTER
  }

  /// Why nothing answered.
  enum Why {
    /// The provider is away, overloaded or too slow.
    UNAVAILABLE,
    /// The provider does not take our key, our model's name or our request.
    MISCONFIGURED,
    /// The prompt is longer than the model takes.
    TOO_LONG,
    /// The provider will not answer this.
    FILTERED
  }

  /// @param isEstimated whether the provider did not tell, so that the tokens were guessed
  record Spent(Usage usage, boolean isEstimated) {
    public static final Spent NOTHING = new Spent(Usage.NONE, false);

    public Spent plus(Spent other) {
      return new Spent(usage.plus(other.usage), isEstimated || other.isEstimated);
    }
  }
}
