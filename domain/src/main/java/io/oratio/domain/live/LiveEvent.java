package io.oratio.domain.live;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Something that has just happened in a tenant.
///
/// @param sequence given by the bus: grows within the tenant, by one, as long as the bus keeps its
///   place; never beyond 2^53, so that a browser counts it too
/// @param at to the microsecond
/// @param sessionId of the session or conversation that it is about
/// @param body a JSON object, at most [#LONGEST_BODY] bytes
public record LiveEvent(
    TenantId tenantId,
    long sequence,
    LiveEventType type,
    Instant at,
    Optional<String> sessionId,
    Optional<String> agentId,
    String body) {
  /// The limit of a body, in bytes of UTF-8.
  public static final int LONGEST_BODY = 16_384;

  public LiveEvent {
    if (sequence < 1) {
      throw new IllegalArgumentException("live events count from 1");
    }
    sessionId.ifPresent(it -> Shape.id("sessionId", it));
    agentId.ifPresent(it -> Shape.id("agentId", it));
    Shape.text("body", body, LONGEST_BODY);
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /// Names no word of the body: it may hold what somebody said.
  @Override
  public String toString() {
    return "LiveEvent[" + tenantId + " " + sequence + " " + type.wireName() + "]";
  }

  /// An event before the bus has given it its place.
  public record Draft(
      LiveEventType type,
      Instant at,
      Optional<String> sessionId,
      Optional<String> agentId,
      String body) {
    public Draft {
      sessionId.ifPresent(it -> Shape.id("sessionId", it));
      agentId.ifPresent(it -> Shape.id("agentId", it));
      Shape.text("body", body, LONGEST_BODY);
      at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /// An event about a session.
    public static Draft ofSession(
        LiveEventType type, Instant at, String sessionId, String agentId, String body) {
      return new Draft(type, at, Optional.of(sessionId), Optional.of(agentId), body);
    }

    /// An event about an agent.
    public static Draft ofAgent(LiveEventType type, Instant at, String agentId, String body) {
      return new Draft(type, at, Optional.empty(), Optional.of(agentId), body);
    }

    /// An event about the tenant as a whole.
    public static Draft ofTenant(LiveEventType type, Instant at, String body) {
      return new Draft(type, at, Optional.empty(), Optional.empty(), body);
    }

    /// The event at its place.
    public LiveEvent placed(TenantId tenantId, long sequence) {
      return new LiveEvent(tenantId, sequence, type, at, sessionId, agentId, body);
    }

    @Override
    public String toString() {
      return "Draft[" + type.wireName() + "]";
    }
  }
}
