package io.oratio.domain.agent;

import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// An agent, apart from what it says: that is in its [AgentVersion]s.
///
/// @param userId who created it within the tenant
/// @param publishedVersion the version that callers reach; empty until one is published
public record Agent(
    TenantId tenantId,
    String agentId,
    String userId,
    String agentName,
    AgentType agentType,
    AgentStatus status,
    OptionalInt publishedVersion,
    Instant createdAt,
    Instant updatedAt) {
  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  public Agent {
    if (!ID.matcher(agentId).matches()) {
      throw new IllegalArgumentException("agentId is 1 to 64 letters, digits, '_' or '-'");
    }
    if (agentName.isBlank()) {
      throw new IllegalArgumentException("agentName is not blank");
    }
  }

  /// The same agent answering with another version from now on.
  public Agent publishing(int version, Instant now) {
    return new Agent(
        tenantId,
        agentId,
        userId,
        agentName,
        agentType,
        status,
        OptionalInt.of(version),
        createdAt,
        now);
  }
}
