package io.oratio.control.call;

import io.oratio.domain.Samples;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.agent.CallRules;
import io.oratio.domain.agent.VoiceConfig;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.TenantPolicy;
import io.oratio.domain.trunk.Trunks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/// What a tenant needs before it can call.
final class Callers {
  /// A transfer target of every agent here.
  static final String TARGET = "Front desk";

  private Callers() {}

  /// A trunk `carrier` in the US and a published agent.
  static void settle(Trunks trunks, Agents agents, TenantId tenantId, String agentId) {
    trunks.save(Samples.trunk(tenantId, "carrier"));
    agent(agents, tenantId, agentId, AgentType.VOICE, AgentStatus.ACTIVE);
  }

  static void agent(
      Agents agents, TenantId tenantId, String agentId, AgentType type, AgentStatus status) {
    if (agents.version(tenantId, agentId, 1).isEmpty()) {
      agents.add(version(tenantId, agentId));
    }
    agents.save(
        new Agent(
            tenantId,
            agentId,
            "user-1",
            "Reception",
            type,
            status,
            OptionalInt.of(1),
            Samples.MORNING,
            Samples.MORNING));
  }

  static void mayCallAtOnce(TenantPolicies policies, TenantId tenantId, int calls) {
    policies.save(
        new TenantPolicy(
            tenantId,
            "+1",
            List.of(),
            calls,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Instant.EPOCH));
  }

  private static AgentVersion version(TenantId tenantId, String agentId) {
    return new AgentVersion(
        tenantId,
        agentId,
        1,
        VoiceConfig.english(),
        "Good morning.",
        "You are the reception.",
        List.of(),
        List.of("transfer"),
        new CallRules(
            Duration.ofMinutes(30),
            "",
            Duration.ofSeconds(15),
            0,
            false,
            List.of(new CallRules.TransferTarget(TARGET, "People", "sip:desk@example.com"))),
        Samples.MORNING);
  }
}
