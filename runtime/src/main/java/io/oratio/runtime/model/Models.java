package io.oratio.runtime.model;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The configured language models, made once. Any thread.
public final class Models {
  private final ModelSettings settings;
  private final Map<String, Route> routes = new HashMap<>();
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ModelCounter counter;

  /// @param random for the jitter of pauses
  public Models(
      ModelSettings settings, InstantSource clock, RandomGenerator random, ModelCounter counter) {
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.counter = counter;
    settings
        .models()
        .forEach(
            (name, model) ->
                routes.put(
                    name,
                    new Route(
                        name,
                        model,
                        Providers.model(model, settings.patience()),
                        new Breaker(
                            settings.patience().breakerFailures(),
                            settings.patience().breakerRest(),
                            clock))));
  }

  /// Whether there is any.
  public boolean isConfigured() {
    return !routes.isEmpty();
  }

  /// Whether a model of this name is configured.
  public boolean has(String name) {
    return routes.containsKey(name);
  }

  /// The model of this name with its fallbacks; the usual one where the name is blank or unknown,
  /// so that an agent which names a model of another installation still answers.
  ///
  /// @return empty where no model is configured
  public Optional<ModelCall> named(String name) {
    if (routes.isEmpty()) {
      return Optional.empty();
    }
    Set<Route> chain = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>();
    String next = has(name) ? name : settings.usual();
    while (!next.isBlank() && seen.add(next)) {
      Route route = routes.get(next);
      if (route == null) {
        break;
      }
      chain.add(route);
      next = route.settings().fallback();
    }
    return Optional.of(
        new ModelCall(chain.stream().toList(), settings.patience(), clock, random, counter));
  }
}
