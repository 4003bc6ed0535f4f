package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.trunk.Secret;
import io.oratio.runtime.model.ModelSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The language models that settings name.
class ModelsOfTest {
  private static final Settings.FallbackModel NO_FALLBACK =
      new Settings.FallbackModel("", "", "", "", 0, 0);

  @Test
  void namesNoModelWhereNoneIsConfigured() {
    assertThat(ModelsOf.settings(model("", "", NO_FALLBACK), _ -> null))
        .isEqualTo(ModelSettings.NONE);
  }

  @Test
  void takesKeysFromWhereTheyStandAndNeverAsTheyStand(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("key");
    Files.writeString(file, "two\n");
    ModelSettings settings =
        ModelsOf.settings(
            model(
                "openai-compatible",
                "env:KEY",
                new Settings.FallbackModel(
                    "ollama", "http://localhost:11434", "small", "file:" + file, 0, 0)),
            name -> name.equals("KEY") ? "one" : null);
    assertThat(settings.models().get("usual").apiKey()).contains(new Secret("one"));
    assertThat(settings.models().get("usual").fallback()).isEqualTo("fallback");
    assertThat(settings.models().get("fallback").apiKey()).contains(new Secret("two"));
    assertThat(settings.toString()).doesNotContain("one,").doesNotContain("two");
    assertThatThrownBy(
            () -> ModelsOf.settings(model("openai-compatible", "sk-123", NO_FALLBACK), _ -> null))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("oratio.model.api-key")
        .hasMessageNotContaining("sk-123");
    assertThatThrownBy(
            () -> ModelsOf.settings(model("openai-compatible", "env:NONE", NO_FALLBACK), _ -> null))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("env:NONE");
  }

  @Test
  void countsTheBudgetInMillionths() {
    assertThat(ModelsOf.text(model("", "", NO_FALLBACK), "n").budgetMicros()).isEqualTo(250_000);
  }

  private static Settings.Model model(
      String provider, String apiKey, Settings.FallbackModel fallback) {
    return new Settings.Model(
        provider,
        "http://localhost:1/v1",
        "m",
        apiKey,
        -1,
        1024,
        1,
        2,
        0.25,
        6000,
        false,
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        Duration.ofSeconds(60),
        3,
        fallback);
  }
}
