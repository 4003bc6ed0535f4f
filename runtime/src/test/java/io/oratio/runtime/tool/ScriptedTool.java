package io.oratio.runtime.tool;

import io.oratio.domain.tool.ToolExecution.Authority;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A tool that does as a test tells it, and remembers how it was run.
public final class ScriptedTool implements Tool {
  private final ToolSpec spec;
  private final String resultSchema;
  private final boolean isRepeatable;
  private final Deed deed;
  private final List<Run> runs = new CopyOnWriteArrayList<>();

  /// What it does.
  @FunctionalInterface
  public interface Deed {
    JsonNode on(ObjectNode arguments) throws ToolFailure, InterruptedException;
  }

  /// One time it was run.
  public record Run(String arguments, String key) {}

  public ScriptedTool(ToolSpec spec, String resultSchema, boolean isRepeatable, Deed deed) {
    this.spec = spec;
    this.resultSchema = resultSchema;
    this.isRepeatable = isRepeatable;
    this.deed = deed;
  }

  /// One that does something with any `{"text":…}`.
  public static ScriptedTool of(String name, Authority authority, Deed deed) {
    return of(
        name,
        authority,
        "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"}}}",
        deed);
  }

  public static ScriptedTool of(String name, Authority authority, String schema, Deed deed) {
    return new ScriptedTool(
        new ToolSpec(name, "Does " + name, schema, authority, false), "", true, deed);
  }

  /// One that answers the same each time.
  public static ScriptedTool answering(String name, Authority authority, String json) {
    return of(name, authority, _ -> json(json));
  }

  public static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  public List<Run> runs() {
    return List.copyOf(runs);
  }

  @Override
  public ToolSpec spec() {
    return spec;
  }

  @Override
  public String resultSchema() {
    return resultSchema;
  }

  @Override
  public boolean isRepeatable() {
    return isRepeatable;
  }

  @Override
  public JsonNode run(ObjectNode arguments, String key) throws ToolFailure, InterruptedException {
    runs.add(new Run(arguments.toString(), key));
    return deed.on(arguments);
  }
}
