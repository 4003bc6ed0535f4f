package io.oratio.runtime.tool;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One tool, ready to run. Called on a virtual thread; it may block and must end when interrupted.
public interface Tool {
  ToolSpec spec();

  /// JSON Schema its result is held against, as JSON text; blank for none.
  String resultSchema();

  /// Whether asking twice does no harm, so that a failure may be retried.
  boolean isRepeatable();

  /// Runs it.
  ///
  /// @param arguments the checked arguments, a JSON object
  /// @param key the idempotency key of this execution
  /// @return a JSON value
  /// @throws ToolFailure with a sentence for the model; never with a secret
  JsonNode run(ObjectNode arguments, String key) throws ToolFailure, InterruptedException;
}
