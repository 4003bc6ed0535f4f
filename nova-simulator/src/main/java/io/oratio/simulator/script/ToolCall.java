package io.oratio.simulator.script;

/// A tool the simulated model calls, if the prompt declared it.
///
/// @param name the tool's name
/// @param arguments a JSON object, written as a string
public record ToolCall(String name, String arguments) {}
