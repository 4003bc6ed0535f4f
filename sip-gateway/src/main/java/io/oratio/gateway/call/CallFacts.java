package io.oratio.gateway.call;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.CustomerMetadata;
import java.util.Map;

/// What is known of a call before it begins.
///
/// @param trunkId the trunk it came through; blank where there is none
/// @param dialled what was dialled; blank where there is no number
/// @param from the caller as the line names it; blank when unknown
/// @param headers what the caller's side sent along, names to values
public record CallFacts(
    String sessionId,
    Agent agent,
    AgentVersion version,
    Channel channel,
    String trunkId,
    String dialled,
    String from,
    CustomerMetadata customer,
    Map<String, String> headers) {
  public CallFacts {
    headers = Map.copyOf(headers);
  }
}
