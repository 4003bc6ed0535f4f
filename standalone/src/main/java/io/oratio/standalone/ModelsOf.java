package io.oratio.standalone;

import io.oratio.domain.trunk.Secret;
import io.oratio.runtime.conversation.TextSettings;
import io.oratio.runtime.model.ModelSettings;
import io.oratio.runtime.model.ModelSettings.Model;
import io.oratio.runtime.model.ModelSettings.Patience;
import io.oratio.runtime.model.ModelSettings.Price;
import io.oratio.runtime.model.ModelSettings.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The language models that the settings name. The environment is read here for their keys.
final class ModelsOf {
  private static final String USUAL = "usual";
  private static final String FALLBACK = "fallback";
  private static final double MICROS = 1_000_000;

  private ModelsOf() {}

  /// @throws CannotStart when a key is not where the settings say
  static ModelSettings settings(Settings.Model model) {
    return settings(model, System::getenv);
  }

  /// @param environment a variable's value; null when it is not set
  static ModelSettings settings(Settings.Model model, UnaryOperator<@Nullable String> environment) {
    if (model.provider().isBlank()) {
      return ModelSettings.NONE;
    }
    Settings.FallbackModel other = model.fallback();
    boolean hasFallback = !other.provider().isBlank();
    OptionalDouble temperature =
        model.temperature() < 0 ? OptionalDouble.empty() : OptionalDouble.of(model.temperature());
    Map<String, Model> models = new LinkedHashMap<>();
    try {
      models.put(
          USUAL,
          new Model(
              provider(model.provider()),
              model.baseUrl(),
              model.name(),
              key("oratio.model.api-key", model.apiKey(), environment),
              temperature,
              model.answerTokens(),
              new Price(model.inputPrice(), model.outputPrice()),
              hasFallback ? FALLBACK : ""));
      if (hasFallback) {
        models.put(
            FALLBACK,
            new Model(
                provider(other.provider()),
                other.baseUrl(),
                other.name(),
                key("oratio.model.fallback.api-key", other.apiKey(), environment),
                temperature,
                model.answerTokens(),
                new Price(other.inputPrice(), other.outputPrice()),
                ""));
      }
      return new ModelSettings(USUAL, models, patience(model));
    } catch (IllegalArgumentException e) {
      throw new CannotStart("oratio.model: " + e.getMessage());
    }
  }

  /// The limits of conversations in text.
  static TextSettings text(Settings.Model model, String node) {
    TextSettings settings =
        TextSettings.usual(node)
            .withBudget(Math.round(model.budget() * MICROS))
            .withMemoryTokens(model.memoryTokens());
    return model.quietAfterHandoff() ? settings.quietAfterHandoff() : settings;
  }

  private static Patience patience(Settings.Model model) {
    Patience usual = Patience.usual();
    return new Patience(
        model.connectTimeout(),
        model.firstTokenTimeout(),
        model.timeout(),
        model.attempts(),
        usual.firstPause(),
        shorter(usual.longestPause(), model.timeout()),
        usual.breakerFailures(),
        usual.breakerRest());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Provider provider(String name) {
    return Arrays.stream(Provider.values())
        .filter(it -> it.wireName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Secret> key(
      String setting, String reference, UnaryOperator<@Nullable String> environment) {
    if (reference.isBlank()) {
      return Optional.empty();
    }
    String value = null;
    if (reference.startsWith("env:")) {
      value = environment.apply(reference.substring("env:".length()));
    } else if (reference.startsWith("file:")) {
      try {
        value = Files.readString(Path.of(reference.substring("file:".length()))).strip();
      } catch (IOException e) {
        throw new CannotStart(setting + ": the file of the key cannot be read", e);
      }
    } else {
      throw new CannotStart(
          setting + " says where the key stands, env:NAME or file:PATH, and is not the key itself");
    }
    if (value == null || value.isBlank()) {
      throw new CannotStart(setting + ": there is no key at " + reference);
    }
    return Optional.of(new Secret(value));
  }
}
