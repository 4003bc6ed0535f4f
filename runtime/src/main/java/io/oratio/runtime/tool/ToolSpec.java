package io.oratio.runtime.tool;

import io.oratio.domain.tool.ToolExecution.Authority;

/// A tool as the model sees it, and what it may change.
///
/// @param name 1 to 64 of letters, digits, `_`, `-`
/// @param inputSchema JSON Schema of its arguments, an object, as JSON text
/// @param mustConfirm whether the other side has to say yes before it runs
public record ToolSpec(
    String name, String description, String inputSchema, Authority authority, boolean mustConfirm) {
  public ToolSpec {
    if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
      throw new IllegalArgumentException(
          "a tool's name is 1 to 64 letters, digits, '_' or '-': " + name);
    }
  }
}
