package io.oratio.runtime.tool.builtin;

import io.oratio.runtime.tool.Tool;
import io.oratio.runtime.tool.ToolFailure;
import io.oratio.runtime.tool.ToolSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A tool that does one deed of ours.
record Builtin(ToolSpec spec, boolean isRepeatable, Deed deed) implements Tool {
  /// What it does.
  @FunctionalInterface
  interface Deed {
    JsonNode on(ObjectNode arguments, String key) throws ToolFailure, InterruptedException;
  }

  @Override
  public String resultSchema() {
    return "";
  }

  @Override
  public JsonNode run(ObjectNode arguments, String key) throws ToolFailure, InterruptedException {
    return deed.on(arguments, key);
  }

  /// `{"status":"…"}` with a hint for the model.
  static ObjectNode status(String status, String note) {
    return JsonNodeFactory.instance.objectNode().put("status", status).put("note", note);
  }
}
