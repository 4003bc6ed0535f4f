package io.oratio.engine;

import java.util.List;
import java.util.Optional;

/// Setups for tests.
public final class EngineSetups {
  private EngineSetups() {}

  /// Greets, at 16 kHz in and 24 kHz out, with one tool.
  public static EngineSetup greeting(String greeting) {
    return of(greeting, 16_000, 24_000);
  }

  /// Waits for the caller.
  public static EngineSetup waiting() {
    return of("", 16_000, 24_000);
  }

  /// Greets at these rates.
  public static EngineSetup of(String greeting, int inputRateHz, int outputRateHz) {
    return new EngineSetup(
        "session-1",
        "You are the receptionist of a small hotel.",
        greeting,
        "en-US",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        inputRateHz,
        outputRateHz,
        List.of(
            new EngineSetup.ToolSpec(
                "free_rooms",
                "Says how many rooms are free.",
                "{\"type\":\"object\",\"properties\":{\"date\":{\"type\":\"string\"}}}")),
        List.of(),
        List.of(
            new EngineSetup.Answer(
                List.of("When does breakfast begin?"), "Breakfast begins at seven.")));
  }

  /// The same with a conversation taken over.
  public static EngineSetup withHistory(EngineSetup setup, List<EngineSetup.Said> history) {
    return new EngineSetup(
        setup.sessionId(),
        setup.prompt(),
        setup.greeting(),
        setup.language(),
        setup.voice(),
        setup.model(),
        setup.endpointingSensitivity(),
        setup.inputRateHz(),
        setup.outputRateHz(),
        setup.tools(),
        history,
        setup.answers());
  }
}
