package io.oratio.runtime.tool;

import com.networknt.schema.Schema;
import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.runtime.agent.ToolDefinition.Bounds;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// A tool that this conversation may use, with all that holds for it: what the tool says of itself,
/// and what the agent's definition says beside it. The definition may make a tool of ours stricter
/// and never laxer.
///
/// @param isForeign whether its results come from outside
/// @param soft until a filler is spoken; empty for never
/// @param hard until the model is told that it took too long
/// @param filler what is spoken; blank for a usual sentence
/// @param keepsResult whether its record holds what it gave
record Declared(
    Tool tool,
    ToolSpec spec,
    Schema arguments,
    Optional<Schema> result,
    boolean isForeign,
    Optional<Duration> soft,
    Duration hard,
    String filler,
    int resultChars,
    boolean keepsResult) {
  private static final Duration LONGEST_HARD = Duration.ofMinutes(2);
  private static final int SHORTEST_RESULT = 200;

  /// @throws IllegalArgumentException when the tool or its definition is out of shape
  static Declared of(Tool tool, Bounds bounds, boolean isForeign, Limits limits, Schemas schemas) {
    ToolSpec own = tool.spec();
    Authority authority = authority(own.authority(), bounds.authority(), isForeign);
    ToolSpec spec =
        new ToolSpec(
            own.name(),
            own.description(),
            own.inputSchema().isBlank()
                ? "{\"type\":\"object\",\"properties\":{}}"
                : own.inputSchema(),
            authority,
            mustConfirm(own, bounds.confirmation(), authority));
    Duration hard =
        bounds.timeLimitSeconds() > 0
            ? Duration.ofMillis(Math.round(bounds.timeLimitSeconds() * 1000))
            : limits.hard();
    boolean isWaiting = tool instanceof WaitsForPeople;
    if (tool instanceof WaitsForPeople waiting) {
      hard = waiting.longest().plusSeconds(2);
    }
    return new Declared(
        tool,
        spec,
        schemas.ofArguments(spec.inputSchema()),
        tool.resultSchema().isBlank()
            ? Optional.empty()
            : Optional.of(schemas.ofResult(tool.resultSchema())),
        isForeign,
        isWaiting ? Optional.empty() : Optional.of(limits.soft()),
        hard.compareTo(LONGEST_HARD) > 0 ? LONGEST_HARD : hard,
        bounds.filler(),
        bounds.resultChars() == 0
            ? Answers.CHARS_MAX
            : Math.clamp(bounds.resultChars(), SHORTEST_RESULT, Answers.CHARS_MAX),
        !isWaiting);
  }

  /// Whether the same use twice could do something twice.
  boolean isWriting() {
    return spec.authority() != Authority.READ;
  }

  private static Authority authority(Authority own, String word, boolean isForeign) {
    if (word.isBlank()) {
      return own;
    }
    Authority wanted = Authority.fromWire(word.strip().toUpperCase(Locale.ROOT));
    // We know what our own tools do; what somebody's endpoint does its owner has to know.
    return isForeign || wanted.compareTo(own) > 0 ? wanted : own;
  }

  private static boolean mustConfirm(ToolSpec own, String word, Authority authority) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "never" -> false;
      case "always" -> true;
      default -> own.mustConfirm() || authority == Authority.MONEY;
    };
  }
}
