package io.oratio.engine.nova;

import io.oratio.engine.scripted.Sound;
import io.oratio.simulator.NovaSimulator;
import io.oratio.simulator.SimulatorSettings;
import io.oratio.simulator.script.Reply;
import io.oratio.simulator.script.Script;
import io.oratio.simulator.session.Limits;
import java.io.IOException;
import java.time.Duration;

/// The simulator as tests want it: strict, and with pauses a fifth as long.
final class Simulated {
  private Simulated() {}

  static SimulatorSettings settings() {
    return SimulatorSettings.standard()
        .withQuota(200)
        .withScript(
            Script.standard()
                .withReplies(Reply.saying("An answer.").lasting(Duration.ofMillis(1500))))
        .withLimits(Limits.ofTheService().withPauseScale(0.2));
  }

  static NovaSimulator start() throws IOException {
    return NovaSimulator.start(settings());
  }

  static NovaSettings asking(NovaSimulator simulator) {
    return NovaSettings.defaults().withEndpoint(simulator.endpoint());
  }

  /// What the simulator takes for an utterance.
  static short[] utterance(int rateHz) {
    return Sound.tone(300, Duration.ofSeconds(1)).at(rateHz);
  }
}
