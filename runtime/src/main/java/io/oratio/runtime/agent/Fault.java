package io.oratio.runtime.agent;

/// What is wrong with an agent's folder, and where.
///
/// @param file within the folder: `agent.json`, `prompt.md`, `knowledge/prices.pdf`; `.` for the
///   folder itself
/// @param pointer a JSON Pointer into `agent.json` (RFC 6901); blank for all of it and for other
///   files
/// @param sentence for the owner: what to change
public record Fault(String file, String pointer, String sentence) {
  static final String AGENT_JSON = "agent.json";
  static final String PROMPT_MD = "prompt.md";

  /// A fault in `agent.json`.
  static Fault at(String pointer, String sentence) {
    return new Fault(AGENT_JSON, pointer, sentence);
  }

  /// As it is printed: `agent.json#/tools/0/url: …`.
  @Override
  public String toString() {
    return file + (pointer.isEmpty() ? "" : "#" + pointer) + ": " + sentence;
  }
}
