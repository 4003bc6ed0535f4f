package io.oratio.runtime.agent;

import io.oratio.domain.object.ObjectName;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.AgentFolder.FolderFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The files of agents in the object store: the bytes once, under
/// `oratio-knowledge-bases/{userId}/{agentId}/{sha256}`, and for each version the list of what lies
/// at which path, under `…/folders/{tenantId}/{version}.json`. Calls block; safe from any thread.
public final class AgentFiles {
  /// The bucket of everything that agents know.
  public static final String BUCKET = "oratio-knowledge-bases";

  private static final int LONGEST_LIST = 2 * 1024 * 1024;

  private final ObjectStore objects;
  private final Map<String, String> tags;

  /// @param tags what every object carries, for example `platform` and `environment`
  public AgentFiles(ObjectStore objects, Map<String, String> tags) {
    this.objects = objects;
    this.tags = Map.copyOf(tags);
  }

  /// The files of a version, path within its folder (`knowledge/prices/2026.pdf`,
  /// `tools/orders.yaml`) → where its bytes lie; empty for a version that came from no folder.
  public SortedMap<String, StoredFile> of(
      TenantId tenantId, String userId, String agentId, int version) throws IOException {
    SortedMap<String, StoredFile> files = new TreeMap<>();
    list(tenantId, userId, agentId, version)
        .ifPresent(
            list ->
                list.path("files")
                    .properties()
                    .forEach(
                        it -> {
                          String sha256 = it.getValue().path("sha256").stringValue("");
                          files.put(
                              it.getKey(),
                              new StoredFile(
                                  name(userId, agentId, sha256),
                                  sha256,
                                  it.getValue().path("sizeBytes").longValue(0)));
                        }));
    return files;
  }

  /// The bytes of a stored file; the caller closes the stream.
  ///
  /// @throws FileNotFoundException if they are not there any more
  public InputStream read(StoredFile file) throws IOException {
    return objects.read(file.name(), 0, Long.MAX_VALUE);
  }

  /// Stores what is not there yet, and the list last: a version with a list has all its files.
  ///
  /// @throws IOException also when a file has changed since the folder was read
  SortedMap<String, StoredFile> store(
      TenantId tenantId, String userId, int version, AgentFolder folder) throws IOException {
    String agentId = folder.definition().agentId();
    SortedMap<String, StoredFile> stored = new TreeMap<>();
    for (Map.Entry<String, FolderFile> each : folder.files().entrySet()) {
      FolderFile file = each.getValue();
      ObjectName name = name(userId, agentId, file.sha256());
      if (!objects.size(name).equals(Optional.of(file.sizeBytes()))) {
        store(name, each.getKey(), file, tags(userId, agentId));
      }
      stored.put(each.getKey(), new StoredFile(name, file.sha256(), file.sizeBytes()));
    }
    list(tenantId, userId, agentId, version, stored);
    return stored;
  }

  /// Stores a file's bytes, unless they lie there already, without a place in any version yet.
  ///
  /// @throws IOException also when the file changes meanwhile
  public StoredFile keep(String userId, String agentId, Path file) throws IOException {
    FolderFile known = new FolderFile(file, Files.size(file), Sha256.of(file));
    ObjectName name = name(userId, agentId, known.sha256());
    if (!objects.size(name).equals(Optional.of(known.sizeBytes()))) {
      store(name, file.getFileName().toString(), known, tags(userId, agentId));
    }
    return new StoredFile(name, known.sha256(), known.sizeBytes());
  }

  /// Whether the bytes lie in the store, whole.
  public boolean holds(StoredFile file) throws IOException {
    return objects.size(file.name()).equals(Optional.of(file.sizeBytes()));
  }

  /// A file of an agent by its hash, wherever it lies in its folder.
  public static StoredFile stored(String userId, String agentId, String sha256, long sizeBytes) {
    return new StoredFile(name(userId, agentId, sha256), sha256, sizeBytes);
  }

  /// Takes the list of a version's files out and, if asked for, their bytes first.
  public void remove(
      TenantId tenantId, String userId, String agentId, int version, boolean withBytes)
      throws IOException {
    if (withBytes) {
      for (StoredFile each : of(tenantId, userId, agentId, version).values()) {
        objects.delete(each.name());
      }
    }
    objects.delete(listName(tenantId, userId, agentId, version));
  }

  /// Writes which files a version has; their bytes are stored already.
  public void list(
      TenantId tenantId,
      String userId,
      String agentId,
      int version,
      SortedMap<String, StoredFile> stored)
      throws IOException {
    ObjectNode list = JsonMapper.shared().createObjectNode();
    ObjectNode listed = list.putObject("files");
    stored.forEach(
        (path, file) ->
            listed.putObject(path).put("sha256", file.sha256()).put("sizeBytes", file.sizeBytes()));
    Path temporary = Files.createTempFile("oratio-agent", ".json");
    try {
      Files.writeString(temporary, list.toString());
      objects.put(
          listName(tenantId, userId, agentId, version),
          temporary,
          "application/json",
          tags(userId, agentId));
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// Through a copy, so that what is stored is what was hashed even if the file changes meanwhile.
  private void store(ObjectName name, String path, FolderFile file, Map<String, String> tags)
      throws IOException {
    Path copy = Files.createTempFile("oratio-agent", ".file");
    try {
      String sha256;
      try (InputStream in = Files.newInputStream(file.file(), LinkOption.NOFOLLOW_LINKS);
          OutputStream out = Files.newOutputStream(copy)) {
        sha256 = Sha256.copy(in, out);
      }
      if (!sha256.equals(file.sha256())) {
        throw new IOException(path + " changed while the folder was read; apply it again");
      }
      objects.put(name, copy, "application/octet-stream", tags);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /// The hashes of a version's files by path; empty when the version came from no folder.
  Optional<Map<String, String>> hashes(
      TenantId tenantId, String userId, String agentId, int version) throws IOException {
    return list(tenantId, userId, agentId, version)
        .map(
            list -> {
              Map<String, String> hashes = new TreeMap<>();
              list.path("files")
                  .properties()
                  .forEach(
                      it -> hashes.put(it.getKey(), it.getValue().path("sha256").stringValue("")));
              return hashes;
            });
  }

  private Optional<JsonNode> list(TenantId tenantId, String userId, String agentId, int version)
      throws IOException {
    ObjectName name = listName(tenantId, userId, agentId, version);
    try (InputStream in = objects.read(name, 0, LONGEST_LIST)) {
      return Optional.of(JsonMapper.shared().readTree(in.readAllBytes()));
    } catch (FileNotFoundException _) {
      return Optional.empty();
    } catch (JacksonException e) {
      throw new IOException("the list of files " + name + " is broken", e);
    }
  }

  private Map<String, String> tags(String userId, String agentId) {
    Map<String, String> all = new HashMap<>(tags);
    all.put("userId", userId);
    all.put("agentId", agentId);
    all.put("resourceType", "knowledge");
    return all;
  }

  private static ObjectName name(String userId, String agentId, String sha256) {
    return new ObjectName(BUCKET, userId + "/" + agentId + "/" + sha256);
  }

  private static ObjectName listName(
      TenantId tenantId, String userId, String agentId, int version) {
    return new ObjectName(
        BUCKET, userId + "/" + agentId + "/folders/" + tenantId + "/" + version + ".json");
  }
}
