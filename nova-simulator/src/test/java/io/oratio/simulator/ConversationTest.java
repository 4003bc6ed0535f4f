package io.oratio.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.simulator.report.EndedBy;
import io.oratio.simulator.report.SessionReport;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whole conversations through the real AWS client.
@Timeout(60)
class ConversationTest {
  private NovaSimulator simulator;
  private SonicClient client;

  @BeforeEach
  void start() throws Exception {
    simulator = NovaSimulator.start(SimulatorSettings.standard().withLimits(TestLimits.quick()));
    client = new SonicClient(simulator.endpoint());
  }

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
  }

  @Test
  void speaksTheGreetingThatATextQuotesAndEndsInOrder() throws Exception {
    SonicCall call = client.open().begin();
    call.text("USER", true, "Greet the caller with: \"Good morning. This is the bakery.\"");
    call.awaitEndOfTurn();
    call.hangUp();
    assertThat(call.awaitEnd()).isEmpty();

    assertThat(call.texts("ASSISTANT", "SPECULATIVE"))
        .containsExactly("Good morning.", "This is the bakery.");
    assertThat(call.texts("ASSISTANT", "FINAL"))
        .containsExactly("Good morning.", "This is the bakery.");
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    call.events("audioOutput").forEach(event -> heard.writeBytes(event.pcm()));
    SessionReport report = simulator.awaitReports(1, Duration.ofSeconds(10)).getFirst();
    assertThat(Tones.share(heard.toByteArray(), report.toneHz(), 24_000)).isGreaterThan(0.8);
    assertThat(report.protocolErrors()).isEmpty();
    assertThat(report.endedBy()).isEqualTo(EndedBy.CLIENT);
    assertThat(report.texts()).isEqualTo(1);
    assertThat(report.audioSecondsOut()).isBetween(1.0, 3.0);
    assertThat(call.events("completionEnd")).hasSize(1);
    assertThat(call.events("usageEvent")).isNotEmpty();
  }
}
