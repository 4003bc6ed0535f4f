package io.oratio.domain.mail;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// An e-mail.
///
/// @param sessionId the conversation it was written in
public record Letter(
    TenantId tenantId,
    String letterId,
    String agentId,
    String sessionId,
    String to,
    String subject,
    String body,
    Instant createdAt) {
  public Letter {
    Shape.id("letterId", letterId);
    Shape.id("agentId", agentId);
    Shape.id("sessionId", sessionId);
    to = Shape.repaired(to, 320);
    subject = Shape.repaired(subject, 998).replaceAll("[\\r\\n]", " ");
    body = Shape.repaired(body, 65_536);
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
  }
}
