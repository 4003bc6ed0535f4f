package io.oratio.domain.memory;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Something an agent remembers about one person.
///
/// @param subject whom it is about, within the agent: a caller's number or a visitor's id
/// @param name for example `preferred_room`
public record Fact(
    TenantId tenantId,
    String agentId,
    String subject,
    String name,
    String value,
    String sessionId,
    Instant createdAt) {
  public Fact {
    Shape.id("agentId", agentId);
    subject = Shape.repaired(subject, 256);
    Shape.id("name", name);
    value = Shape.repaired(value, 2048);
    Shape.id("sessionId", sessionId);
    if (subject.isBlank()) {
      throw new IllegalArgumentException("a fact is about somebody");
    }
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
  }
}
