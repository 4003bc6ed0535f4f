package io.oratio.domain.object;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Objects kept in memory, for tests.
public final class InMemoryObjectStore implements ObjectStore {
  private final Map<ObjectName, byte[]> objects = new ConcurrentHashMap<>();

  @Override
  public void put(ObjectName name, Path file, String contentType, Map<String, String> tags)
      throws IOException {
    objects.put(name, Files.readAllBytes(file));
  }

  @Override
  public Optional<Long> size(ObjectName name) {
    return Optional.ofNullable(objects.get(name)).map(it -> (long) it.length);
  }

  @Override
  public InputStream read(ObjectName name, long offset, long length) throws IOException {
    ObjectStore.checkRange(offset, length);
    byte[] bytes = objects.get(name);
    if (bytes == null) {
      throw new FileNotFoundException(name.toString());
    }
    int from = (int) Math.min(offset, bytes.length);
    return new ByteArrayInputStream(bytes, from, (int) Math.min(length, bytes.length - from));
  }

  @Override
  public void delete(ObjectName name) {
    objects.remove(name);
  }

  @Override
  public String whereabouts(ObjectName name) {
    return "memory:" + name;
  }
}
