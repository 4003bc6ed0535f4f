package io.oratio.domain.call;

import io.oratio.domain.page.Cursor;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/// A call that an agent makes.
///
/// @param to whom it calls: an E.164 number or a SIP user
/// @param from the number shown; blank for the trunk's usual one
/// @param trunkId the trunk to dial through; empty lets the gateway choose one of the tenant's
/// @param ringSeconds how long it may ring, 1 to 300
/// @param sessionId the conversation, once it is answered
/// @param failure why it came to nothing, a sentence for a person; empty otherwise
/// @param node the gateway that claimed it; empty while nobody has
/// @param metadata names and values of whoever asked for it; at most 32 names, see
///   [Shape#repaired(String, Map)]
/// @param requestedBy the user or API key that asked for it
/// @param createdAt to the microsecond
/// @param updatedAt to the microsecond
/// @param answeredAt when somebody took it; empty for one that nobody took; to the microsecond
/// @param endedAt when it was over; to the microsecond
public record OutboundCall(
    TenantId tenantId,
    String callId,
    String agentId,
    String to,
    String from,
    Optional<String> trunkId,
    int ringSeconds,
    CallStatus status,
    Optional<String> sessionId,
    Optional<String> failure,
    Optional<String> node,
    Map<String, String> metadata,
    String requestedBy,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> answeredAt,
    Optional<Instant> endedAt) {
  /// The limit of a failure's sentence, in characters.
  public static final int LONGEST_FAILURE = 1024;

  public OutboundCall {
    Shape.id("callId", callId);
    Shape.id("agentId", agentId);
    if (Shape.text("to", to, 256).isBlank()) {
      throw new IllegalArgumentException("a call goes to somebody");
    }
    Shape.text("from", from, 256);
    trunkId.ifPresent(it -> Shape.id("trunkId", it));
    if (ringSeconds < 1 || ringSeconds > 300) {
      throw new IllegalArgumentException("ringSeconds is 1 to 300");
    }
    sessionId.ifPresent(it -> Shape.id("sessionId", it));
    failure = failure.map(it -> Shape.repaired(it, LONGEST_FAILURE));
    node.ifPresent(it -> Shape.text("node", it, 256));
    metadata = Shape.repaired("metadata", metadata);
    Shape.text("requestedBy", requestedBy, 256);
    if (status == CallStatus.RESERVED && node.isPresent()
        || status.isHeld() && node.filter(it -> !it.isBlank()).isEmpty()) {
      throw new IllegalArgumentException("a call is held by a node from its claim to its end");
    }
    if (status.isFinal() != endedAt.isPresent()) {
      throw new IllegalArgumentException("a call has an end when it is over, and only then");
    }
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
    answeredAt = answeredAt.map(it -> it.truncatedTo(ChronoUnit.MICROS));
    endedAt = endedAt.map(it -> it.truncatedTo(ChronoUnit.MICROS));
  }

  /// Its place in a list, newest first.
  public Cursor place() {
    return new Cursor(createdAt, callId);
  }

  /// The same call, claimed by a gateway.
  public OutboundCall claimedBy(String claimant, Instant now) {
    return with(CallStatus.DIALLING, sessionId, failure, Optional.of(claimant), now);
  }

  /// The same call moved on. A session, once known, stays.
  ///
  /// @throws IllegalArgumentException if the table of [CallStatus] does not allow it
  public OutboundCall moved(CallStatus now, Change change) {
    if (!status.mayBecome(now)) {
      throw new IllegalArgumentException("a call does not go from " + status + " to " + now);
    }
    return with(
        now,
        sessionId.or(change::sessionId),
        change.failure().or(() -> failure),
        node,
        change.at());
  }

  private OutboundCall with(
      CallStatus now,
      Optional<String> session,
      Optional<String> why,
      Optional<String> holder,
      Instant at) {
    return new OutboundCall(
        tenantId,
        callId,
        agentId,
        to,
        from,
        trunkId,
        ringSeconds,
        now,
        session,
        why,
        holder,
        metadata,
        requestedBy,
        createdAt,
        at,
        now == CallStatus.ANSWERED ? answeredAt.or(() -> Optional.of(at)) : answeredAt,
        now.isFinal() ? Optional.of(at) : Optional.empty());
  }

  /// What is known when a call moves on.
  ///
  /// @param at the moment
  /// @param sessionId the conversation that began; empty leaves what stands
  /// @param failure why it came to nothing, a sentence; empty leaves what stands
  public record Change(Instant at, Optional<String> sessionId, Optional<String> failure) {
    public Change {
      sessionId.ifPresent(it -> Shape.id("sessionId", it));
      failure = failure.map(it -> Shape.repaired(it, LONGEST_FAILURE));
    }

    /// Nothing but the moment.
    public static Change at(Instant moment) {
      return new Change(moment, Optional.empty(), Optional.empty());
    }

    /// The same with the conversation that began.
    public Change in(String session) {
      return new Change(at, Optional.of(session), failure);
    }

    /// The same with the reason.
    public Change because(String reason) {
      return new Change(at, sessionId, Optional.of(reason));
    }
  }
}
