package io.oratio.engine;

import java.util.List;
import java.util.Optional;

/// What an engine is told before a conversation begins.
///
/// @param sessionId ours, for the logs
/// @param prompt the system prompt
/// @param greeting spoken first; blank means the engine waits for the caller
/// @param language a BCP 47 tag
/// @param voice the engine's name of a voice; empty means its default for the language
/// @param model which model of the engine; empty means the configured one
/// @param endpointingSensitivity `HIGH`, `MEDIUM`, `LOW`; empty means the engine's default
/// @param inputRateHz of the caller's sound: 8000, 16000 or 24000
/// @param outputRateHz of the engine's sound: 8000, 16000 or 24000
/// @param tools declared to the engine
/// @param history the conversation so far, oldest first, when one is taken over
/// @param answers question → answer, for an engine that has no model to ask
public record EngineSetup(
    String sessionId,
    String prompt,
    String greeting,
    String language,
    Optional<String> voice,
    Optional<String> model,
    Optional<String> endpointingSensitivity,
    int inputRateHz,
    int outputRateHz,
    List<ToolSpec> tools,
    List<Said> history,
    List<Answer> answers) {
  public EngineSetup {
    tools = List.copyOf(tools);
    history = List.copyOf(history);
    answers = List.copyOf(answers);
    requireRate(inputRateHz);
    requireRate(outputRateHz);
  }

  private static void requireRate(int rateHz) {
    if (rateHz != 8000 && rateHz != 16000 && rateHz != 24000) {
      throw new IllegalArgumentException(
          "an engine hears and speaks at 8000, 16000 or 24000 Hz, not " + rateHz);
    }
  }

  /// A tool the engine may ask for.
  ///
  /// @param name 1 to 64 of letters, digits, `_`, `-`
  /// @param inputSchema JSON Schema of its arguments, as JSON text
  public record ToolSpec(String name, String description, String inputSchema) {
    public ToolSpec {
      if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
        throw new IllegalArgumentException(
            "a tool's name is 1 to 64 letters, digits, '_' or '-': " + name);
      }
    }
  }

  /// Something already said.
  public record Said(Speaker speaker, String words) {}

  /// Something that can be answered without a model.
  public record Answer(List<String> questions, String answer) {
    public Answer {
      questions = List.copyOf(questions);
    }
  }
}
