package io.oratio.runtime.knowledge.ingest;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.knowledge.index.IndexKey;
import java.util.List;
import java.util.Map;

/// What a version of an agent is to know.
///
/// @param language a BCP 47 tag; how words are compared
/// @param files already in the object store, see [Ingestion#store]
/// @param descriptions folder → folder or file → description, nested as the folders are
public record Order(
    TenantId tenantId,
    String userId,
    String agentId,
    int version,
    String language,
    List<StoredFile> files,
    Map<String, Object> descriptions,
    List<Address> addresses,
    List<Question> questions) {
  public Order {
    files = List.copyOf(files);
    descriptions = Map.copyOf(descriptions);
    addresses = List.copyOf(addresses);
    questions = List.copyOf(questions);
  }

  IndexKey key() {
    return new IndexKey(tenantId, agentId, version);
  }

  /// A document in the object store.
  ///
  /// @param path within its folder, `prices/2026.pdf`
  /// @param sha256 of its bytes, in hex: the last part of its name in the store
  public record StoredFile(String path, String sha256, long sizeBytes) {}

  /// A web page that is fetched.
  public record Address(String url, String description) {}

  /// Ways to ask, and the answer to them all.
  public record Question(List<String> questions, String answer) {
    public Question {
      questions = List.copyOf(questions);
    }
  }
}
