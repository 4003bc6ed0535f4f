package io.oratio.runtime.tool;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// The tools of one conversation. All methods return at once and are safe from any thread.
public interface Tools extends AutoCloseable {
  /// What the model is told it may use.
  List<ToolSpec> specs();

  /// Checks, runs and records one use. The stage always completes, and never exceptionally, within
  /// the tool's hard time limit (8 s unless the tool says otherwise); a slow tool makes the [Scene]
  /// speak a filler meanwhile.
  CompletionStage<ToolResult> use(ToolUse use);

  /// What the other side said (or pressed): begins the next turn, and is the only thing that
  /// confirms a tool which must be confirmed.
  void heard(String words);

  /// Stops what runs and can be stopped.
  @Override
  void close();
}
