package io.oratio.runtime.knowledge.bedrock;

/// How far a knowledge base at Amazon has come.
public sealed interface BedrockProgress {
  /// Ask again later.
  ///
  /// @param step what is under way: `creating` or `ingesting`
  record Pending(String step) implements BedrockProgress {}

  /// It can be asked.
  ///
  /// @param documents how many were taken in
  /// @param refused how many were not
  record Ready(long documents, long refused) implements BedrockProgress {}

  /// It will not become ready by waiting.
  ///
  /// @param sentence why, as Amazon says
  record Failed(String sentence) implements BedrockProgress {}
}
