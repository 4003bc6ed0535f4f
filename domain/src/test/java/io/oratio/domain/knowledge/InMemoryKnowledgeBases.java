package io.oratio.domain.knowledge;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Knowledge bases kept in memory, for tests.
public final class InMemoryKnowledgeBases implements KnowledgeBases {
  private final Map<Key, KnowledgeBase> bases = new ConcurrentHashMap<>();
  private final Map<DocumentKey, KnowledgeDocument> documents = new ConcurrentHashMap<>();

  @Override
  public void save(KnowledgeBase base) {
    bases.put(new Key(base.tenantId(), base.knowledgeBaseId()), base);
  }

  @Override
  public Optional<KnowledgeBase> find(TenantId tenantId, String knowledgeBaseId) {
    return Optional.ofNullable(bases.get(new Key(tenantId, knowledgeBaseId)));
  }

  @Override
  public List<KnowledgeBase> list(TenantId tenantId) {
    return bases.values().stream()
        .filter(it -> it.tenantId().equals(tenantId))
        .sorted(Comparator.comparing(KnowledgeBase::knowledgeBaseId, Shape::compareBytes))
        .toList();
  }

  @Override
  public void put(KnowledgeDocument document) {
    Key base = new Key(document.tenantId(), document.knowledgeBaseId());
    documents.put(new DocumentKey(base, document.path()), document);
  }

  @Override
  public List<KnowledgeDocument> documents(TenantId tenantId, String knowledgeBaseId) {
    Key base = new Key(tenantId, knowledgeBaseId);
    return documents.entrySet().stream()
        .filter(it -> it.getKey().base().equals(base))
        .map(Map.Entry::getValue)
        .sorted(Comparator.comparing(KnowledgeDocument::path, Shape::compareBytes))
        .toList();
  }

  @Override
  public void remove(TenantId tenantId, String knowledgeBaseId, String path) {
    documents.remove(new DocumentKey(new Key(tenantId, knowledgeBaseId), path));
  }

  @Override
  public List<KnowledgeBase> removeOf(TenantId tenantId, String agentId) {
    List<KnowledgeBase> gone =
        list(tenantId).stream().filter(it -> it.agentId().equals(agentId)).toList();
    for (KnowledgeBase base : gone) {
      Key key = new Key(tenantId, base.knowledgeBaseId());
      documents.keySet().removeIf(it -> it.base().equals(key));
      bases.remove(key);
    }
    return gone;
  }

  private record Key(TenantId tenantId, String knowledgeBaseId) {}

  private record DocumentKey(Key base, String path) {}
}
