package io.oratio.modelsimulator.script;

import java.util.List;
import java.util.Optional;

/// What the simulated model does: the first rule that fits and is not used up answers a request.
///
/// @param models the names there are; when empty, any name is taken
/// @param apiKey the key that is asked for; when empty, none is
/// @param pace of answers whose rule has none of its own
/// @param contextTokens the longest prompt; a longer one is refused
public record Script(
    List<String> models, Optional<String> apiKey, Pace pace, int contextTokens, List<Rule> rules) {
  /// The context of usual models, in tokens.
  public static final int USUAL_CONTEXT = 128_000;

  /// How many rules a script may have.
  public static final int MOST_RULES = 1000;

  public Script {
    models = List.copyOf(models);
    rules = List.copyOf(rules);
    if (contextTokens < 1 || rules.size() > MOST_RULES) {
      throw new IllegalArgumentException(
          "A script has a context of at least one token and at most " + MOST_RULES + " rules");
    }
  }

  /// Repeats what was said, and tells what tools brought.
  public static Script standard() {
    return new Script(List.of(), Optional.empty(), Pace.AT_ONCE, USUAL_CONTEXT, List.of());
  }

  /// These rules, everything else as usual.
  public static Script of(Rule... rules) {
    return standard().withRules(rules);
  }

  public Script withRules(Rule... others) {
    return new Script(models, apiKey, pace, contextTokens, List.of(others));
  }

  public Script withModels(String... names) {
    return new Script(List.of(names), apiKey, pace, contextTokens, rules);
  }

  public Script withApiKey(String key) {
    return new Script(models, Optional.of(key), pace, contextTokens, rules);
  }

  public Script withPace(Pace other) {
    return new Script(models, apiKey, other, contextTokens, rules);
  }

  public Script withContextTokens(int most) {
    return new Script(models, apiKey, pace, most, rules);
  }

  @Override
  public String toString() {
    return "Script[" + rules.size() + " rules]";
  }
}
