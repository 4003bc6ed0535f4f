package io.oratio.runtime.model;

import io.oratio.domain.trunk.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// The language models there are.
///
/// @param usual the name of the model for agents that name none
/// @param models by name; empty where no model is configured
/// @param patience how long a call may take
public record ModelSettings(String usual, Map<String, Model> models, Patience patience) {
  /// No model: agents answer by rules and retrieval.
  public static final ModelSettings NONE = new ModelSettings("", Map.of(), Patience.usual());

  public ModelSettings {
    models = Map.copyOf(new LinkedHashMap<>(models));
    if (!models.isEmpty() && !models.containsKey(usual)) {
      throw new IllegalArgumentException(
          "there is no model '" + usual + "', which is the usual one");
    }
    for (Model model : models.values()) {
      if (!model.fallback().isBlank() && !models.containsKey(model.fallback())) {
        throw new IllegalArgumentException(
            "there is no model '" + model.fallback() + "', which is a fallback");
      }
    }
  }

  /// One model, the usual one, without a fallback.
  public static ModelSettings of(Model model) {
    return new ModelSettings("usual", Map.of("usual", model), Patience.usual());
  }

  public ModelSettings withPatience(Patience other) {
    return new ModelSettings(usual, models, other);
  }

  /// Who serves a model.
  public enum Provider {
    /// Anything that speaks the OpenAI chat protocol.
    OPENAI_COMPATIBLE,
    OLLAMA,
    /// Amazon Bedrock Converse; region, credentials and endpoint are the AWS SDK's own settings.
    BEDROCK;

    /// As it stands in settings, for example `openai-compatible`.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// One model.
  ///
  /// @param baseUrl of the provider, for example `https://api.openai.com/v1`; blank for Bedrock
  /// @param name the provider's name of it
  /// @param apiKey empty where none is needed
  /// @param temperature empty leaves it to the provider
  /// @param answerTokens the longest answer
  /// @param fallback the name of the model that takes over when this one fails; blank for none
  public record Model(
      Provider provider,
      String baseUrl,
      String name,
      Optional<Secret> apiKey,
      OptionalDouble temperature,
      int answerTokens,
      Price price,
      String fallback) {
    public Model {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a model has a name");
      }
      if (provider != Provider.BEDROCK && baseUrl.isBlank()) {
        throw new IllegalArgumentException("a model of " + provider.wireName() + " has a base URL");
      }
      if (answerTokens < 1) {
        throw new IllegalArgumentException("an answer has at least one token");
      }
    }

    /// A model that costs nothing, with usual values.
    public static Model of(Provider provider, String baseUrl, String name) {
      return new Model(
          provider,
          baseUrl,
          name,
          Optional.empty(),
          OptionalDouble.empty(),
          1024,
          Price.NOTHING,
          "");
    }

    public Model withApiKey(Secret key) {
      return new Model(
          provider, baseUrl, name, Optional.of(key), temperature, answerTokens, price, fallback);
    }

    public Model withPrice(Price other) {
      return new Model(provider, baseUrl, name, apiKey, temperature, answerTokens, other, fallback);
    }

    public Model withFallback(String other) {
      return new Model(provider, baseUrl, name, apiKey, temperature, answerTokens, price, other);
    }
  }

  /// What a model costs, in the currency of the price table.
  ///
  /// @param inputPerMillion for a million tokens it is given
  /// @param outputPerMillion for a million tokens it writes
  public record Price(double inputPerMillion, double outputPerMillion) {
    public static final Price NOTHING = new Price(0, 0);

    public Price {
      if (!(inputPerMillion >= 0 && outputPerMillion >= 0)
          || Double.isInfinite(inputPerMillion + outputPerMillion)) {
        throw new IllegalArgumentException("a price is a number, not negative");
      }
    }

    /// What so many tokens cost, in millionths of the currency, rounded up.
    public long micros(long input, long output) {
      return (long) Math.ceil(input * inputPerMillion + output * outputPerMillion - 1e-9);
    }
  }

  /// How long a call may take, and how often it is tried.
  ///
  /// @param connect until a connection stands
  /// @param firstToken until the first word of one attempt
  /// @param total all attempts, pauses and the whole answer together
  /// @param attempts of one model, at least 1
  /// @param firstPause before the second attempt; doubled each time, with jitter
  /// @param longestPause the most that is waited, also where the provider asks for more
  /// @param breakerFailures failures in a row after which a model is left alone
  /// @param breakerRest for so long
  public record Patience(
      Duration connect,
      Duration firstToken,
      Duration total,
      int attempts,
      Duration firstPause,
      Duration longestPause,
      int breakerFailures,
      Duration breakerRest) {
    public Patience {
      boolean isPositive =
          connect.isPositive()
              && firstToken.isPositive()
              && total.isPositive()
              && firstPause.isPositive()
              && longestPause.isPositive()
              && breakerRest.isPositive();
      if (!isPositive || attempts < 1 || breakerFailures < 1) {
        throw new IllegalArgumentException("durations and counts of patience are above zero");
      }
    }

    public static Patience usual() {
      return new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          3,
          Duration.ofMillis(300),
          Duration.ofSeconds(8),
          5,
          Duration.ofSeconds(30));
    }
  }
}
