package io.oratio.gateway.tool;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.runtime.tool.Scene;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Gives each call its agent's mind.
@FunctionalInterface
public interface Minds {
  /// Opens the mind of this version for one call. It may ask the stores and so takes time; never
  /// called on a media thread.
  Mind open(AgentVersion version, Scene scene);

  /// Where the agent's day begins and ends.
  default ZoneId timeZone(AgentVersion version) {
    return ZoneOffset.UTC;
  }
}
