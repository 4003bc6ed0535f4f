package io.oratio.domain.agent;

import java.util.List;

/// Something an agent can answer without a model: several ways to ask and the one sentence to say.
public record QuestionAndAnswer(List<String> questions, String answer) {
  public QuestionAndAnswer {
    questions = List.copyOf(questions);
    if (questions.isEmpty() || answer.isBlank()) {
      throw new IllegalArgumentException(
          "a question-and-answer has at least one question and an answer");
    }
  }
}
