package io.oratio.runtime.knowledge.index;

import io.oratio.runtime.knowledge.Embedder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// The vectors an agent's texts were given, by the SHA-256 of the text, so that a text is embedded
/// once for all versions of the agent. One file for each embedder; records are appended and each
/// has its checksum, so that one cut short is noticed and written again. For one thread.
///
///     +----------------+-----------------------+-------------+
///     | SHA-256, 32 B  | vector, 4 B × numbers | CRC-32, 4 B |
///     +----------------+-----------------------+-------------+
final class VectorCache {
  /// So many texts are embedded between two writes: what a kill costs at most.
  private static final int TEXTS_PER_WRITE = 256;

  /// A file with more than this and four times what is used is written anew.
  private static final int RECORDS_TOLERATED = 2_000;

  private static final int HASH_BYTES = 32;
  private final Path file;
  private final Embedder embedder;
  private final int recordBytes;
  private final Map<String, float[]> known = new HashMap<>();

  /// Reads what is there.
  VectorCache(Path agentFolder, Embedder embedder) throws IOException {
    this.embedder = embedder;
    this.recordBytes = HASH_BYTES + embedder.dimensions() * Float.BYTES + Integer.BYTES;
    String name = embedder.name().replaceAll("[^a-zA-Z0-9.-]", "_");
    this.file = agentFolder.resolve("vectors-" + name + "-" + embedder.dimensions() + ".bin");
    Files.createDirectories(agentFolder);
    if (Files.exists(file)) {
      read();
    }
  }

  private void read() throws IOException {
    long sound = 0;
    long size;
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      size = in.size();
      ByteBuffer record = ByteBuffer.allocate(recordBytes);
      var buffered = new java.io.BufferedInputStream(Files.newInputStream(file), 1 << 16);
      try (buffered) {
        while (buffered.readNBytes(record.array(), 0, recordBytes) == recordBytes) {
          if (!isSound(record)) {
            break;
          }
          known.put(hash(record), vector(record));
          sound += recordBytes;
        }
      }
    }
    if (sound < size) {
      try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
        out.truncate(sound);
        out.force(true);
      }
    }
  }

  /// The vectors of the texts, in their order; what is not known is embedded and remembered.
  List<float[]> vectors(List<String> texts) throws IOException {
    List<String> hashes = texts.stream().map(VectorCache::sha256).toList();
    Map<String, String> missing = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      if (!known.containsKey(hashes.get(i))) {
        missing.put(hashes.get(i), texts.get(i));
      }
    }
    List<Map.Entry<String, String>> left = List.copyOf(missing.entrySet());
    for (int from = 0; from < left.size(); from += TEXTS_PER_WRITE) {
      embed(left.subList(from, Math.min(left.size(), from + TEXTS_PER_WRITE)));
    }
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (String hash : hashes) {
      vectors.add(known.get(hash));
    }
    if (known.size() > RECORDS_TOLERATED && known.size() > 4 * texts.size()) {
      keepOnly(hashes);
    }
    return vectors;
  }

  private void embed(List<Map.Entry<String, String>> texts) throws IOException {
    List<float[]> vectors = embedder.embed(texts.stream().map(Map.Entry::getValue).toList());
    try (FileChannel out =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      ByteBuffer records = ByteBuffer.allocate(texts.size() * recordBytes);
      for (int i = 0; i < vectors.size(); i++) {
        known.put(texts.get(i).getKey(), vectors.get(i));
        write(records, texts.get(i).getKey(), vectors.get(i));
      }
      records.flip();
      while (records.hasRemaining()) {
        out.write(records);
      }
      out.force(false);
    }
  }

  private void keepOnly(List<String> hashes) throws IOException {
    known.keySet().retainAll(java.util.Set.copyOf(hashes));
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (FileChannel out =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer record = ByteBuffer.allocate(recordBytes);
      for (Map.Entry<String, float[]> it : known.entrySet()) {
        write(record.clear(), it.getKey(), it.getValue());
        record.flip();
        while (record.hasRemaining()) {
          out.write(record);
        }
      }
      out.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(ByteBuffer into, String hash, float[] vector) {
    int begun = into.position();
    into.put(HexFormat.of().parseHex(hash));
    for (float it : vector) {
      into.putFloat(it);
    }
    into.putInt(checksum(into.array(), begun));
  }

  private boolean isSound(ByteBuffer record) {
    return record.getInt(recordBytes - Integer.BYTES) == checksum(record.array(), 0);
  }

  private int checksum(byte[] bytes, int from) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, recordBytes - Integer.BYTES);
    return (int) crc.getValue();
  }

  private static String hash(ByteBuffer record) {
    return HexFormat.of().formatHex(record.array(), 0, HASH_BYTES);
  }

  private float[] vector(ByteBuffer record) {
    float[] vector = new float[embedder.dimensions()];
    record.asReadOnlyBuffer().clear().position(HASH_BYTES).asFloatBuffer().get(vector);
    return vector;
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
