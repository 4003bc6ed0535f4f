package io.oratio.domain.key;

import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The store of keys.
public interface ApiKeys {
  /// How many keys one [#used] may name.
  int MOST_USED = 1000;

  /// Writes a new one.
  ///
  /// @throws IllegalStateException if the id is taken, by whatever tenant
  void add(ApiKey key);

  /// The key that was shown: before the tenant is known. It sees every write before it.
  Optional<ApiKey> find(String keyId);

  Optional<ApiKey> find(TenantId tenantId, String keyId);

  /// The tenant's keys, ordered by id. It may lag a moment behind what was written; [#find] does
  /// not.
  List<ApiKey> list(TenantId tenantId);

  /// Makes it good until `from` at the latest: now, or, where another takes its place, when that is
  /// to be used everywhere. One that is revoked from an earlier moment on stays as it is.
  ///
  /// @return as it now stands; empty when it is not there
  Optional<ApiKey> revoke(TenantId tenantId, String keyId, Instant from);

  /// Adds to the use counts of keys of any tenants, whoever else adds at the same time: for the
  /// process that checked them. Keys that are not there are skipped.
  ///
  /// @param counts how often each key was used, at most [#MOST_USED] keys
  /// @param at when they were last used
  /// @throws IllegalArgumentException for more keys, or a count below 1
  void used(Map<String, Integer> counts, Instant at);

  /// Refuses counts out of range, in the same words in every adapter.
  ///
  /// @throws IllegalArgumentException for more than [#MOST_USED] keys, or a count below 1
  static void checkCounts(Map<String, Integer> counts) {
    if (counts.size() > MOST_USED) {
      throw new IllegalArgumentException("at most " + MOST_USED + " keys are counted at once");
    }
    if (counts.values().stream().anyMatch(it -> it < 1)) {
      throw new IllegalArgumentException("a key was used at least once");
    }
  }
}
