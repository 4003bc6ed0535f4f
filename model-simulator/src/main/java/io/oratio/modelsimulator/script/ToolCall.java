package io.oratio.modelsimulator.script;

/// A tool the simulated model asks for.
///
/// @param arguments sent as they stand, so that they need not be JSON
public record ToolCall(String name, String arguments) {}
