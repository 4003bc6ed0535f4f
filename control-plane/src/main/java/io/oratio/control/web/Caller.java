package io.oratio.control.web;

import io.oratio.control.web.contract.Role;
import io.oratio.domain.tenant.TenantId;
import java.util.Optional;
import java.util.Set;

/// Who asks, once it has been proven. The tenant of everything that follows is taken from here and
/// never from the request's own words.
public sealed interface Caller {
  /// Somebody who belongs to a tenant.
  sealed interface Known extends Caller {
    /// Whose records may be touched.
    TenantId tenantId();
  }

  /// A person who has logged in.
  ///
  /// @param csrfToken what a write has to bring in `X-CSRF-Token`: present if the person was known
  ///   by a cookie, which a browser also sends when another site asks it to
  /// @param loginId the login that was shown, so that it can be ended
  record Person(
      String userId,
      TenantId tenantId,
      Role role,
      Optional<String> csrfToken,
      Optional<String> loginId)
      implements Known {
    /// A person of no known login.
    public Person(String userId, TenantId tenantId, Role role, Optional<String> csrfToken) {
      this(userId, tenantId, role, csrfToken, Optional.empty());
    }

    @Override
    public String toString() {
      return "person " + userId + " of " + tenantId;
    }
  }

  /// A program with an API key.
  ///
  /// @param scopes what it may do, as the contract's `x-access` names it
  /// @param agentIds the agents it may use; none means all
  record Key(String keyId, TenantId tenantId, Set<String> scopes, Set<String> agentIds)
      implements Known {
    public Key {
      scopes = Set.copyOf(scopes);
      agentIds = Set.copyOf(agentIds);
    }

    /// Whether the key may use this agent.
    public boolean mayUse(String agentId) {
      return agentIds.isEmpty() || agentIds.contains(agentId);
    }

    @Override
    public String toString() {
      return "key " + keyId + " of " + tenantId;
    }
  }

  /// A visitor of a customer's website, with a token that the widget's key has minted.
  ///
  /// @param visitId the token's own id
  /// @param scopes what it may do
  /// @param conversationId the one conversation that it goes on with; empty where it begins one
  record Visitor(
      String visitId,
      TenantId tenantId,
      String agentId,
      Set<String> scopes,
      Optional<String> conversationId)
      implements Known {
    public Visitor {
      scopes = Set.copyOf(scopes);
    }

    /// A visitor who begins a conversation.
    public Visitor(String visitId, TenantId tenantId, String agentId, Set<String> scopes) {
      this(visitId, tenantId, agentId, scopes, Optional.empty());
    }

    @Override
    public String toString() {
      return "visitor " + visitId + " of " + tenantId;
    }
  }

  /// Somebody who showed nothing.
  record Nobody() implements Caller {}
}
