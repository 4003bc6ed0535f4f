package io.oratio.engine.nova;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.SpeechEngine;
import io.oratio.engine.SpeechEngineContract;
import io.oratio.simulator.NovaSimulator;
import io.oratio.simulator.report.SessionReport;
import io.oratio.simulator.script.Reply;
import io.oratio.simulator.script.Script;
import io.oratio.simulator.script.ToolCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/// The real adapter through the real SDK, against a simulator that checks strictly.
class NovaSonicEngineTest extends SpeechEngineContract {
  private final List<NovaSimulator> simulators = new ArrayList<>();

  @Override
  protected SpeechEngine engine() throws IOException {
    return engine(Script.standard());
  }

  @Override
  protected Optional<SpeechEngine> engineAskingForTool() throws IOException {
    return Optional.of(
        engine(
            Script.standard()
                .withReplies(
                    Reply.saying("There are rooms: {result}")
                        .calling(new ToolCall("free_rooms", "{\"date\":\"today\"}")))));
  }

  @Override
  protected short[] question(int rateHz) {
    return Simulated.utterance(rateHz);
  }

  @AfterEach
  void keepsTheProtocol() {
    for (NovaSimulator simulator : simulators) {
      List<SessionReport> reports = simulator.reports();
      assertThat(reports).flatExtracting(SessionReport::protocolErrors).isEmpty();
      assertThat(reports).flatExtracting(SessionReport::warnings).isEmpty();
      simulator.close();
    }
  }

  private SpeechEngine engine(Script script) throws IOException {
    NovaSimulator simulator = NovaSimulator.start(Simulated.settings().withScript(script));
    simulators.add(simulator);
    return NovaSonicEngine.of(Simulated.asking(simulator));
  }
}
