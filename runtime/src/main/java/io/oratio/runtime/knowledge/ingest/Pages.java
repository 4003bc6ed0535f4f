package io.oratio.runtime.knowledge.ingest;

import io.oratio.domain.tenant.TenantId;
import java.io.IOException;

/// Fetches web pages for an agent's knowledge. The one adapter is the safe outbound client.
@FunctionalInterface
public interface Pages {
  /// Fetches an address, or says why not. Blocks within the client's own limits.
  ///
  /// @param tenantId whose budget it counts against
  /// @throws IOException when it is ours to mend and not the address's owner's
  Fetched fetch(TenantId tenantId, String url) throws IOException;

  /// What came of it.
  sealed interface Fetched {
    /// Its bytes; what they are is told by their content.
    record Page(byte[] bytes) implements Fetched {}

    /// It was not fetched.
    ///
    /// @param sentence why, for the agent's owner
    record Refused(String sentence) implements Fetched {}
  }
}
