package io.oratio.runtime.knowledge.ingest;

import io.oratio.domain.object.ObjectName;
import io.oratio.domain.object.ObjectStore;
import io.oratio.runtime.knowledge.ingest.Order.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// An agent's documents in the object store: `oratio-knowledge-bases/{userId}/{agentId}/{sha256}`,
/// so that versions share bytes, and `versions/{version}.json` beside them, the order each version
/// was made by.
final class KnowledgeObjects {
  static final String BUCKET = "oratio-knowledge-bases";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final ObjectStore objects;
  private final Map<String, String> tags;

  /// @param tags `platform`, `environment`: what every object carries
  KnowledgeObjects(ObjectStore objects, Map<String, String> tags) {
    this.objects = objects;
    this.tags = Map.copyOf(tags);
  }

  static ObjectName document(String userId, String agentId, String sha256) {
    return new ObjectName(BUCKET, userId + "/" + agentId + "/" + sha256);
  }

  private static ObjectName order(String userId, String agentId, int version) {
    return new ObjectName(BUCKET, userId + "/" + agentId + "/versions/" + version + ".json");
  }

  /// Stores a file's bytes unless they lie there already.
  StoredFile store(String userId, String agentId, String path, Path file) throws IOException {
    String sha256 = Hashes.of(file);
    long size = Files.size(file);
    ObjectName name = document(userId, agentId, sha256);
    if (!objects.size(name).equals(Optional.of(size))) {
      objects.put(name, file, "application/octet-stream", tags(userId, agentId));
    }
    return new StoredFile(path, sha256, size);
  }

  StoredFile store(String userId, String agentId, String path, byte[] bytes) throws IOException {
    return throughFile(bytes, file -> store(userId, agentId, path, file));
  }

  /// @throws FileNotFoundException if it is not there
  InputStream read(String userId, String agentId, String sha256) throws IOException {
    return objects.read(document(userId, agentId, sha256), 0, Long.MAX_VALUE);
  }

  void keep(Order order) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(order);
    throughFile(
        bytes,
        file -> {
          objects.put(
              order(order.userId(), order.agentId(), order.version()),
              file,
              "application/json",
              tags(order.userId(), order.agentId()));
          return bytes.length;
        });
  }

  /// The order a version was made by; empty when none was kept.
  Optional<Order> order(IndexedVersion version) throws IOException {
    ObjectName name = order(version.userId(), version.agentId(), version.version());
    try (InputStream in = objects.read(name, 0, Long.MAX_VALUE)) {
      return Optional.of(JSON.readValue(in, Order.class));
    } catch (FileNotFoundException _) {
      return Optional.empty();
    } catch (JacksonException e) {
      throw new IOException("the order of a version cannot be read", e);
    }
  }

  void remove(String userId, String agentId, String sha256) throws IOException {
    objects.delete(document(userId, agentId, sha256));
  }

  void removeOrder(IndexedVersion version) throws IOException {
    objects.delete(order(version.userId(), version.agentId(), version.version()));
  }

  private Map<String, String> tags(String userId, String agentId) {
    Map<String, String> all = new java.util.HashMap<>(tags);
    all.put("userId", userId);
    all.put("agentId", agentId);
    all.put("resourceType", "knowledge");
    return all;
  }

  private static <T> T throughFile(byte[] bytes, FileUse<T> use) throws IOException {
    Path file = Files.createTempFile("oratio-knowledge", ".tmp");
    try {
      Files.write(file, bytes);
      return use.with(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /// Whose order is meant.
  record IndexedVersion(String userId, String agentId, int version) {}

  private interface FileUse<T> {
    T with(Path file) throws IOException;
  }
}
