package io.oratio.domain.agent;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/// An agent, apart from what it says: that is in its [AgentVersion]s.
///
/// @param userId who created it within the tenant
/// @param publishedVersion the version that callers reach; empty until one is published
/// @param createdAt kept to the microsecond, as every store keeps it
/// @param updatedAt kept to the microsecond
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
  public Agent {
    Shape.id("agentId", agentId);
    Shape.text("userId", userId, 256);
    if (Shape.text("agentName", agentName, 256).isBlank()) {
      throw new IllegalArgumentException("agentName is not blank");
    }
    if (publishedVersion.isPresent() && publishedVersion.getAsInt() < 1) {
      throw new IllegalArgumentException("versions count from 1");
    }
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
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

  /// The same agent in another state of its life.
  public Agent as(AgentStatus state, Instant now) {
    return new Agent(
        tenantId, agentId, userId, agentName, agentType, state, publishedVersion, createdAt, now);
  }

  /// The same agent under another name, for other channels.
  public Agent named(String name, AgentType type, Instant now) {
    return new Agent(
        tenantId, agentId, userId, name, type, status, publishedVersion, createdAt, now);
  }

  /// The moment of the next change: now, and never that of the last one, so that whoever compares
  /// sees the change.
  public Instant nextChange(Instant now) {
    Instant least = updatedAt.plus(1, ChronoUnit.MICROS);
    return now.isBefore(least) ? least : now;
  }
}
