package io.oratio.modelsimulator.script;

import java.util.List;
import java.util.Optional;

/// A script in force: counts requests and how often its rules were used. Any thread may ask.
public final class Desk {
  private static final Rule USUAL =
      Rule.saying(When.ALWAYS, "You said: {user} This is answer number {number}.");
  private static final Rule AFTER_TOOLS = Rule.saying(When.ALWAYS, "The tool answered: {results}");

  private final Script script;
  private final int[] used;
  private int requests;

  public Desk(Script script) {
    this.script = script;
    this.used = new int[script.rules().size()];
  }

  public Script script() {
    return script;
  }

  /// The number of a request that begins.
  public synchronized int next() {
    return ++requests;
  }

  /// The rule for a request, which is used by that.
  public synchronized Chosen choose(Asked asked) {
    for (int i = 0; i < used.length; i++) {
      Rule rule = script.rules().get(i);
      if (rule.times().isPresent() && used[i] >= rule.times().getAsInt()) {
        continue;
      }
      Optional<List<String>> groups = rule.when().fit(asked);
      if (groups.isPresent()) {
        used[i]++;
        return new Chosen(rule, i + 1, groups.get(), asked);
      }
    }
    return new Chosen(asked.isToolLast() ? AFTER_TOOLS : USUAL, 0, List.of(), asked);
  }
}
