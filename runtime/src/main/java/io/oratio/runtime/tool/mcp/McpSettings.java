package io.oratio.runtime.tool.mcp;

import java.time.Duration;
import java.util.List;

/// What the operator lets MCP servers do, and the limits.
///
/// @param commands the local commands that may be started, word for word with all their arguments;
///   empty for none
/// @param openWithin the time to start a server, greet it and list its tools
/// @param messageBytes the longest message
public record McpSettings(List<List<String>> commands, Duration openWithin, int messageBytes) {
  public static final McpSettings USUAL =
      new McpSettings(List.of(), Duration.ofSeconds(15), 1 << 20);

  public McpSettings {
    commands = commands.stream().map(List::copyOf).toList();
    if (!openWithin.isPositive() || messageBytes < 1_024) {
      throw new IllegalArgumentException("a limit of MCP servers is too small");
    }
  }
}
