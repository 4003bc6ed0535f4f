package io.oratio.domain.knowledge;

import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/// The store of knowledge bases and of what is known of their documents. The documents' bytes lie
/// in the object store.
public interface KnowledgeBases {
  /// Writes it, replacing one of the same tenant and id.
  void save(KnowledgeBase base);

  Optional<KnowledgeBase> find(TenantId tenantId, String knowledgeBaseId);

  /// The tenant's knowledge bases, ordered by id.
  List<KnowledgeBase> list(TenantId tenantId);

  /// Writes a document's state, replacing one of the same path.
  void put(KnowledgeDocument document);

  /// All documents of a knowledge base, ordered by path. None for one that is not there.
  List<KnowledgeDocument> documents(TenantId tenantId, String knowledgeBaseId);

  /// Takes a document out; nothing happens when it is not there.
  void remove(TenantId tenantId, String knowledgeBaseId, String path);

  /// Takes out all that the versions of this agent know, with the documents. What was broken off on
  /// the way is finished by calling it again.
  ///
  /// @return the knowledge bases that were there
  List<KnowledgeBase> removeOf(TenantId tenantId, String agentId);
}
