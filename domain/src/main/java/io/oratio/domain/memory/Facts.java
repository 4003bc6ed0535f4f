package io.oratio.domain.memory;

import io.oratio.domain.tenant.TenantId;
import java.util.List;

/// The store of facts.
public interface Facts {
  /// How many facts about a subject are read at most.
  int MOST = 200;

  /// Writes a fact, replacing the one of the same tenant, agent, subject and name.
  void put(Fact fact);

  /// What the agent knows about this subject, ordered by name, at most [#MOST].
  List<Fact> about(TenantId tenantId, String agentId, String subject);

  /// Forgets all about this subject.
  void forget(TenantId tenantId, String agentId, String subject);

  /// Forgets all that the agent knows about anybody. It may overlook what was written a moment
  /// before.
  void removeOf(TenantId tenantId, String agentId);
}
