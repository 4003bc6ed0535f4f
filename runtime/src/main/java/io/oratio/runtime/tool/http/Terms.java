package io.oratio.runtime.tool.http;

import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.runtime.agent.ToolDefinition.Bounds;
import java.time.Duration;

/// What a tool's declaration says of its bounds, with what holds where it says nothing.
public final class Terms {
  private static final Duration USUAL = Duration.ofSeconds(8);

  private Terms() {}

  /// @throws IllegalArgumentException for a word that is no authority
  public static Authority authority(Bounds bounds, Authority usual) {
    return bounds.authority().isBlank() ? usual : Authority.fromWire(bounds.authority());
  }

  public static boolean mustConfirm(Bounds bounds, Authority authority) {
    return switch (bounds.confirmation()) {
      case "always" -> true;
      case "never" -> false;
      default -> authority == Authority.MONEY;
    };
  }

  public static Duration timeLimit(Bounds bounds) {
    return bounds.timeLimitSeconds() > 0
        ? Duration.ofMillis((long) (bounds.timeLimitSeconds() * 1_000))
        : USUAL;
  }
}
