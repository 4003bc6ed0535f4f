package io.oratio.runtime.agent;

import io.oratio.domain.knowledge.KnowledgeDocument;
import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes what a version of an agent knows ready to be asked: parses, splits and indexes its
/// documents, addresses and questions. Blocks until done; safe from any thread.
public interface Ingestion {
  /// Done again for the same version it changes nothing. A document that is refused does not keep
  /// the others from being indexed.
  ///
  /// @param userId the agent's owner
  /// @param files the version's documents, path within `knowledge/` (`prices/2026.pdf`) → where its
  ///   bytes lie
  /// @return every document with its state, ordered by path
  /// @throws java.io.UncheckedIOException if the version's knowledge cannot be made ready at all;
  ///   the version must not be published then
  List<KnowledgeDocument> ingest(
      TenantId tenantId,
      String userId,
      String agentId,
      int version,
      AgentDefinition definition,
      Map<String, StoredFile> files);

  /// Fetches the addresses of a version again and takes in what changed; nothing happens for a
  /// version of which nothing is known.
  ///
  /// @throws java.io.UncheckedIOException as for [#ingest]
  void refetch(TenantId tenantId, String agentId, int version);

  /// Forgets what the versions of an agent know: indexes, records, and what was kept beside the
  /// documents. What was broken off on the way is finished by calling it again.
  ///
  /// @param withPages whether the bytes of fetched pages go too
  /// @throws java.io.UncheckedIOException if a store or the disk fails
  void forget(
      TenantId tenantId, String userId, String agentId, Set<Integer> versions, boolean withPages);
}
