package io.oratio.gateway.tool;

import io.oratio.runtime.tool.ToolResult;
import io.oratio.runtime.tool.ToolSpec;
import io.oratio.runtime.tool.ToolUse;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// What an agent brings to one call: the words its engine is given, and what it may do. Methods
/// return at once, from any thread.
public interface Mind extends AutoCloseable {
  /// The system prompt, with the facts of this call.
  String prompt();

  /// Whether the caller may speak over the agent.
  boolean isInterruptible();

  /// What the engine is told it may use.
  List<ToolSpec> tools();

  /// Runs a tool. The stage completes within the tool's time limit and never exceptionally.
  CompletionStage<ToolResult> use(ToolUse use);

  /// What the caller said, typed or pressed: it may confirm a tool, or bring a human being at once.
  void heard(String words);

  /// Stops what runs and can be stopped.
  @Override
  void close();
}
