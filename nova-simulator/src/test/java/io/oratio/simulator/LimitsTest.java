package io.oratio.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.simulator.report.EndedBy;
import io.oratio.simulator.report.SessionReport;
import io.oratio.simulator.session.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.bedrockruntime.model.ModelTimeoutException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/// Where the service loses patience.
@Timeout(60)
class LimitsTest {
  @Test
  void cutsASessionAtItsGreatestLength() throws Exception {
    // A thousandth of eight minutes.
    try (NovaSimulator simulator =
            NovaSimulator.start(
                SimulatorSettings.standard()
                    .withLimits(
                        Limits.ofTheService().scaled(0.001).withIdle(Duration.ofMinutes(1))));
        SonicClient client = new SonicClient(simulator.endpoint())) {
      Throwable error = client.open().begin().awaitEnd().orElseThrow();
      assertThat(error)
          .isInstanceOf(ModelTimeoutException.class)
          .hasMessageContaining(
              "Model has timed out in processing the request. Try your request again.");
      SessionReport report = simulator.awaitReports(1, Duration.ofSeconds(10)).getFirst();
      assertThat(report.endedBy()).isEqualTo(EndedBy.TIME_LIMIT);
      assertThat(report.lengthMs()).isBetween(480L, 5000L);
    }
  }

  @Test
  void cutsASessionThatGoesQuiet() throws Exception {
    // A hundredth of 55 seconds.
    try (NovaSimulator simulator = NovaSimulator.start(SimulatorSettings.standard().scaled(0.01));
        SonicClient client = new SonicClient(simulator.endpoint())) {
      Throwable error = client.open().begin().awaitEnd().orElseThrow();
      assertThat(error)
          .isInstanceOf(ValidationException.class)
          .hasMessageContaining(
              "Timed out waiting for audio bytes or interactive content. Please ensure gaps between"
                  + " audio bytes and interactive content are less than 55 seconds.");
      assertThat(simulator.awaitReports(1, Duration.ofSeconds(10)).getFirst().endedBy())
          .isEqualTo(EndedBy.IDLE);
    }
  }

  @Test
  void turnsAwayOneStreamMoreThanTheQuotaAndTakesTheNextWhenOneHasEnded() throws Exception {
    try (NovaSimulator simulator = NovaSimulator.start(SimulatorSettings.standard().withQuota(1));
        SonicClient client = new SonicClient(simulator.endpoint())) {
      SonicCall first = client.open().begin().text("USER", true, "Say \"one\"");
      first.await("completionStart");
      assertThat(client.open().begin().awaitEnd().orElseThrow())
          .isInstanceOf(ThrottlingException.class)
          .hasMessageContaining("Status Code: 429");
      assertThat(first.hangUp().awaitEnd()).isEmpty();
      simulator.awaitReports(2, Duration.ofSeconds(10));
      assertThat(client.open().begin().hangUp().awaitEnd()).isEmpty();
    }
  }

  @Test
  void reportsSessionsThatTheClientBreaksOffOrThatAreShutDown() throws Exception {
    NovaSimulator simulator = NovaSimulator.start(SimulatorSettings.standard());
    try (SonicClient client = new SonicClient(simulator.endpoint())) {
      SonicCall broken = client.open().begin().text("USER", true, "Say \"one\"");
      broken.await("completionStart");
      broken.cancel();
      assertThat(simulator.awaitReports(1, Duration.ofSeconds(10)).getFirst().endedBy())
          .isIn(EndedBy.CLIENT_RESET, EndedBy.CONNECTION_LOST);
      SonicCall shut = client.open().begin().text("USER", true, "Say \"two\"");
      shut.await("completionStart");
      simulator.close();
      assertThat(simulator.awaitReports(2, Duration.ofSeconds(10)).getLast().endedBy())
          .isEqualTo(EndedBy.SHUTDOWN);
    } finally {
      simulator.close();
    }
  }
}
