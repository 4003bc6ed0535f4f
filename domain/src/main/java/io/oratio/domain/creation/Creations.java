package io.oratio.domain.creation;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The store of creations. Of any number of workers one holds the lease and works; when it dies,
/// the lease runs out and another goes on where it was.
public interface Creations {
  /// Writes a new creation, without a lease. One that is there and finished is replaced, so that a
  /// failed one can be begun anew.
  ///
  /// @return whether it was written; not when one of that agent is being worked on
  boolean begin(Creation creation);

  Optional<Creation> find(TenantId tenantId, String agentId);

  /// Takes the lease, or keeps it longer.
  ///
  /// @param owner a word of the worker's own, at most 256 bytes
  /// @param now against which another's lease has run out
  /// @return the creation as it stands; empty when it is not there, or finished, or another has the
  ///   lease
  Optional<Creation> lease(
      TenantId tenantId, String agentId, String owner, Instant now, Instant until);

  /// Writes how far it has come.
  ///
  /// @return whether it was written; not when it is not there or the lease is not this owner's any
  ///   more, and then somebody else works on it
  boolean save(Creation creation, String owner);

  /// Gives the lease back; nothing happens when it is another's.
  void release(TenantId tenantId, String agentId, String owner);

  /// Creations of every tenant to be worked on now: unfinished, due, and in nobody's lease; the
  /// longest due first. It may lag a moment behind what was written, so [#lease] decides.
  ///
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  List<Creation> due(Instant now, int limit);

  /// Takes it out, whoever works on it; nothing happens when it is not there.
  void remove(TenantId tenantId, String agentId);

  /// Refuses an owner that is none, in the same words in every adapter.
  ///
  /// @return the owner
  /// @throws IllegalArgumentException if it is blank or too long
  static String checkOwner(String owner) {
    if (Shape.text("owner", owner, 256).isBlank()) {
      throw new IllegalArgumentException("a lease has an owner");
    }
    return owner;
  }
}
