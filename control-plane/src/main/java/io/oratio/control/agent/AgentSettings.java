package io.oratio.control.agent;

import java.time.Duration;

/// @param publicUrl how the API is reached from outside, `https://voice.example.com`, without a
///   slash at its end; blank makes paths without a host
/// @param patienceWithKnowledge how long a publication waits for a version's knowledge
/// @param figuresKept how long an agent's figures are good enough
public record AgentSettings(
    String publicUrl, Duration patienceWithKnowledge, Duration figuresKept) {
  public AgentSettings {
    if (publicUrl.endsWith("/")) {
      throw new IllegalArgumentException("publicUrl has no slash at its end");
    }
  }

  /// Paths without a host, twenty seconds, half a minute.
  public static AgentSettings usual() {
    return new AgentSettings("", Duration.ofSeconds(20), Duration.ofSeconds(30));
  }
}
