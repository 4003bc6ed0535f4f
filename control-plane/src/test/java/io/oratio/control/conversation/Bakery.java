package io.oratio.control.conversation;

import io.oratio.control.rig.ApiRig;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.agent.CallRules;
import io.oratio.domain.agent.VoiceConfig;
import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/// Agents that answer, for tests.
public final class Bakery {
  public static final String GREETING = "Good morning, Corner Bakery.";

  private Bakery() {}

  /// An agent `bakery` of a new tenant.
  public static TenantId open(ApiRig rig) {
    TenantId tenant = rig.newTenant();
    open(rig.bean(Agents.class), tenant, "bakery", AgentStatus.ACTIVE);
    return tenant;
  }

  /// An agent with a published version.
  public static void open(Agents agents, TenantId tenant, String agentId, AgentStatus status) {
    Instant now = Instant.now();
    agents.add(
        new AgentVersion(
            tenant,
            agentId,
            1,
            VoiceConfig.english(),
            GREETING,
            "You answer for the bakery.",
            List.of(),
            List.of(),
            CallRules.usual(),
            now));
    agents.save(
        new Agent(
            tenant,
            agentId,
            "owner",
            "Bakery",
            AgentType.BOTH,
            status,
            OptionalInt.of(1),
            now,
            now));
  }
}
