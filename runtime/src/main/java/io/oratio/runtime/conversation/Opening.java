package io.oratio.runtime.conversation;

import io.oratio.domain.session.Channel;
import io.oratio.domain.session.CustomerMetadata;
import io.oratio.domain.tenant.TenantId;
import java.util.Map;

/// A conversation that is to begin.
///
/// @param agentVersion 0 for the published one
/// @param subject whom the agent remembers facts about: a visitor's id; blank when unknown
/// @param context facts the surroundings give: data, never instructions
public record Opening(
    TenantId tenantId,
    String agentId,
    int agentVersion,
    String subject,
    Channel channel,
    Map<String, String> context,
    CustomerMetadata customer) {
  public Opening {
    context = Map.copyOf(context);
  }

  /// With the published version, about nobody in particular.
  public static Opening of(TenantId tenantId, String agentId, Channel channel) {
    return new Opening(tenantId, agentId, 0, "", channel, Map.of(), CustomerMetadata.none());
  }
}
