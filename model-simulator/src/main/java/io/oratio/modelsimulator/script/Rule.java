package io.oratio.modelsimulator.script;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What is said, asked for or broken when it fits.
///
/// @param say the words; may hold `{user}`, `{result}`, `{results}`, `{number}`, `{1}`…
/// @param tools asked for all at once; their arguments may hold the same
/// @param fault what goes wrong
/// @param retryAfterSeconds the `Retry-After` of a 429 or 503
/// @param afterTokens pieces of the stream that come before a fault of the stream
/// @param pace else the script's
/// @param finish in place of `stop` or `tool_calls`: `length`, `content_filter`
/// @param times how often the rule is used at most; for ever when absent
public record Rule(
    When when,
    String say,
    List<ToolCall> tools,
    Optional<Fault> fault,
    OptionalInt retryAfterSeconds,
    int afterTokens,
    Optional<Pace> pace,
    Optional<String> finish,
    OptionalInt times) {
  public Rule {
    tools = List.copyOf(tools);
    if (afterTokens < 0 || times.isPresent() && times.getAsInt() < 1) {
      throw new IllegalArgumentException("A rule is used once or more");
    }
    finish.ifPresent(
        it -> {
          if (!List.of("stop", "length", "content_filter", "tool_calls").contains(it)) {
            throw new IllegalArgumentException(
                "An answer finishes by stop, length, content_filter or tool_calls, not " + it);
          }
        });
  }

  /// Says something.
  public static Rule saying(When when, String words) {
    return new Rule(
        when,
        words,
        List.of(),
        Optional.empty(),
        OptionalInt.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  /// Asks for tools.
  public static Rule calling(When when, ToolCall... calls) {
    return saying(when, "").withTools(calls);
  }

  /// Breaks.
  public static Rule failing(When when, Fault fault) {
    return saying(when, "These words are broken off before their end is reached.").withFault(fault);
  }

  public Rule withTools(ToolCall... calls) {
    return new Rule(
        when, say, List.of(calls), fault, retryAfterSeconds, afterTokens, pace, finish, times);
  }

  public Rule withFault(Fault what) {
    return new Rule(
        when, say, tools, Optional.of(what), retryAfterSeconds, afterTokens, pace, finish, times);
  }

  public Rule withRetryAfter(int seconds) {
    return new Rule(
        when, say, tools, fault, OptionalInt.of(seconds), afterTokens, pace, finish, times);
  }

  public Rule withAfterTokens(int tokens) {
    return new Rule(when, say, tools, fault, retryAfterSeconds, tokens, pace, finish, times);
  }

  public Rule withPace(Pace other) {
    return new Rule(
        when, say, tools, fault, retryAfterSeconds, afterTokens, Optional.of(other), finish, times);
  }

  public Rule withFinish(String reason) {
    return new Rule(
        when, say, tools, fault, retryAfterSeconds, afterTokens, pace, Optional.of(reason), times);
  }

  public Rule withTimes(int most) {
    return new Rule(
        when,
        say,
        tools,
        fault,
        retryAfterSeconds,
        afterTokens,
        pace,
        finish,
        OptionalInt.of(most));
  }
}
