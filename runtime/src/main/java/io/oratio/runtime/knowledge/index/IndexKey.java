package io.oratio.runtime.knowledge.index;

import io.oratio.domain.tenant.TenantId;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Which version of which agent an index belongs to.
///
/// @param agentId 1 to 128 of `a-z A-Z 0-9 _ - .`, no dot first: it becomes a folder's name
/// @param version counted from 1
public record IndexKey(TenantId tenantId, String agentId, int version) {
  private static final Pattern AGENT = Pattern.compile("[a-zA-Z0-9_-][a-zA-Z0-9_.-]{0,127}");

  public IndexKey {
    if (!AGENT.matcher(agentId).matches()) {
      throw new IllegalArgumentException("not an agent's id");
    }
    if (version < 1) {
      throw new IllegalArgumentException("versions count from 1");
    }
  }

  Path agentFolder(Path root) {
    return root.resolve(tenantId.value()).resolve(agentId);
  }

  Path versionFolder(Path root) {
    return agentFolder(root).resolve(Integer.toString(version));
  }
}
