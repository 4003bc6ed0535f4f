package io.oratio.gateway.line;

import io.oratio.domain.tenant.TenantId;
import io.oratio.gateway.sip.OutboundInvite;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/// A call to be made.
///
/// @param callId whoever orders it knows it by this; it begins the SIP `Call-ID`
/// @param sessionId of the session record to be; never used before
/// @param agentId who is to speak
/// @param version of the agent; empty means the published one
/// @param trunkId the way out
/// @param to the number or SIP user to be called
/// @param from the number or SIP user the callee sees
/// @param ringFor how long an answer is waited for, at most five minutes
/// @param metadata what the agent is to know of this call, names to values: data, never
///   instructions
/// @param headers SIP headers the INVITE takes along, names that begin with `X-`
public record DialOrder(
    TenantId tenantId,
    String callId,
    String sessionId,
    String agentId,
    OptionalInt version,
    String trunkId,
    String to,
    String from,
    Duration ringFor,
    Map<String, String> metadata,
    Map<String, String> headers) {
  /// The longest an order may let it ring.
  public static final Duration RING_MAX = Duration.ofMinutes(5);

  public DialOrder {
    metadata = Map.copyOf(metadata);
    headers = Map.copyOf(headers);
    OutboundInvite.demandHeaders(headers);
    if (!OutboundInvite.isUser(to) || !OutboundInvite.isUser(from)) {
      throw new IllegalArgumentException(
          "a number or SIP user is 1 to 64 of A-Z a-z 0-9 + . _ ~ * -");
    }
    if (!callId.matches("[A-Za-z0-9._-]{1,128}")) {
      throw new IllegalArgumentException("a call id is 1 to 128 of A-Z a-z 0-9 . _ -");
    }
    if (!ringFor.isPositive() || ringFor.compareTo(RING_MAX) > 0) {
      throw new IllegalArgumentException("a call rings for up to five minutes");
    }
  }
}
