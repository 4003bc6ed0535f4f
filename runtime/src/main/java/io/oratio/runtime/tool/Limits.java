package io.oratio.runtime.tool;

import io.oratio.domain.tool.ToolExecution.Authority;
import java.time.Duration;
import java.util.Set;

/// What uses of tools are held to.
///
/// @param soft until a filler is spoken
/// @param hard until the model is told that it took too long, where a tool says nothing else
/// @param toolsMax how many tools a model is shown
/// @param usesPerTurnMax how often a model may ask between two turns of the other side
/// @param usesMax how often in a conversation
/// @param runningMax how many executions may be under way in the process, hung ones among them
/// @param authorities what tools may do at all; tools with another authority are not shown
public record Limits(
    Duration soft,
    Duration hard,
    int toolsMax,
    int usesPerTurnMax,
    int usesMax,
    int runningMax,
    Set<Authority> authorities) {
  public Limits {
    authorities = Set.copyOf(authorities);
    if (!soft.isPositive() || !hard.isPositive()) {
      throw new IllegalArgumentException("the time limits of tools are positive");
    }
    if (toolsMax < 1 || usesPerTurnMax < 1 || usesMax < 1 || runningMax < 1) {
      throw new IllegalArgumentException("the limits of tools are positive");
    }
  }

  /// A filler after 1.2 s, an apology after 8 s, 20 tools, 8 uses a turn and 200 a conversation,
  /// 2,000 at once, everything allowed.
  public static Limits usual() {
    return new Limits(
        Duration.ofMillis(1_200),
        Duration.ofSeconds(8),
        20,
        8,
        200,
        2_000,
        Set.of(Authority.values()));
  }
}
