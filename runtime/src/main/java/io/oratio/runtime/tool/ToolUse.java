package io.oratio.runtime.tool;

/// A model asks for a tool.
///
/// @param id the model's id of this use
/// @param arguments as the model sent them: meant to be a JSON object, and not yet checked
public record ToolUse(String id, String name, String arguments) {}
