package io.oratio.domain.account;

import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/// The store of members. A tenant that has an owner keeps one, whoever changes its members at the
/// same time.
public interface Members {
  /// Writes a member, replacing the one of the same tenant and user.
  ///
  /// @return [Change.Done], or [Change.LastOwner] where it would have left the tenant without one
  Change save(Member member);

  Optional<Member> find(TenantId tenantId, String userId);

  /// The tenant's members, ordered by user id.
  List<Member> ofTenant(TenantId tenantId);

  /// What the user is to every tenant, ordered by tenant: for the person themselves, to choose. It
  /// may lag a moment behind what was written.
  List<Member> ofUser(String userId);

  /// Takes a member out.
  Change remove(TenantId tenantId, String userId);

  /// How a change of members ended.
  sealed interface Change {
    /// It was made.
    ///
    /// @param member as written, or as it was before it was taken out
    record Done(Member member) implements Change {}

    /// Nothing was written: a tenant keeps an owner.
    record LastOwner() implements Change {}

    /// Nothing was written: no such member.
    record Absent() implements Change {}
  }
}
