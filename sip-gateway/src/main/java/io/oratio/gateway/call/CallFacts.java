package io.oratio.gateway.call;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.CustomerMetadata;
import java.util.HashMap;
import java.util.Map;

/// What is known of a call before it begins.
///
/// @param trunkId the trunk it came through; blank where there is none
/// @param dialled what was dialled, by them or by us; blank where there is no number
/// @param from the caller as the line names it, in a call of ours what we show; blank when unknown
/// @param headers what the caller's side sent along, in a call of ours what was ordered along with
///   it; names to values
public record CallFacts(
    String sessionId,
    Agent agent,
    AgentVersion version,
    Channel channel,
    Direction direction,
    String trunkId,
    String dialled,
    String from,
    CustomerMetadata customer,
    Map<String, String> headers) {
  public CallFacts {
    headers = Map.copyOf(headers);
  }

  /// What a log line of the call is about. The SIP Call-ID is what both sides have in common.
  public Map<String, String> logged() {
    Map<String, String> about = new HashMap<>();
    about.put("session_id", sessionId);
    about.put("tenant_id", agent.tenantId().value());
    about.put("correlation_id", customer.callId().orElse(sessionId));
    customer.callId().ifPresent(it -> about.put("call_id", it));
    return about;
  }

  /// The number of the person at the other end; blank when unknown.
  public String person() {
    return direction == Direction.INBOUND ? from : dialled;
  }
}
