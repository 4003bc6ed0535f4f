package io.oratio.engine.nova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NovaSettingsTest {
  @Test
  void givesWhatIsAbsentItsDefault() {
    assertThat(new NovaSettings(null, null, null, null, null, null, null, null, null, null))
        .isEqualTo(NovaSettings.defaults());
  }

  @Test
  void refusesWhatCannotBeAndNamesItsKey() {
    assertThatThrownBy(() -> wire(Duration.ofMillis(80)))
        .hasMessageContaining("wire.audio-event")
        .hasMessageContaining("80");
    assertThatThrownBy(
            () ->
                new NovaSettings(
                    null, null, null, null, Optional.of("SOMETIMES"), null, null, null, null, null))
        .hasMessageContaining("endpointing-sensitivity");
    assertThatThrownBy(() -> new NovaSettings.Sampling(1, 2, 0.5))
        .hasMessageContaining("sampling.top-p");
    assertThatThrownBy(() -> new NovaSettings.Sampling(1, 0.5, 2))
        .hasMessageContaining("sampling.temperature");
    assertThatThrownBy(
            () -> new NovaSettings.Patience(null, null, null, null, Duration.ofSeconds(54)))
        .hasMessageContaining("patience.silence-after");
    assertThatThrownBy(
            () -> new NovaSettings.Patience(Duration.ofSeconds(-1), null, null, null, null))
        .hasMessageContaining("negative");
    assertThatThrownBy(
            () ->
                new NovaSettings.Lifetime(
                    Duration.ofSeconds(9), Duration.ofSeconds(8), Duration.ofSeconds(10), null))
        .hasMessageContaining("lifetime");
  }

  @Test
  void refusesACertificateFileThatIsNotThere() {
    assertThatThrownBy(
            () ->
                NovaSonicEngine.of(
                    NovaSettings.defaults()
                        .withEndpoint(java.net.URI.create("https://127.0.0.1:9"))
                        .withTrust(
                            new NovaSettings.Trust(Optional.of(Path.of("no-such.pem")), false))))
        .hasMessageContaining("trust.certificates");
  }

  private static NovaSettings.Wire wire(Duration audioEvent) {
    return new NovaSettings.Wire(audioEvent, Duration.ZERO, 0, 0, false);
  }
}
