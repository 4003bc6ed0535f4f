package io.oratio.domain.object;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The store of bytes. Calls block and are safe from any thread. An object is there whole or not at
/// all.
public interface ObjectStore {
  /// Stores a file's bytes, replacing what stands there. The file is left as it is.
  ///
  /// @param tags `userId`, `agentId`, `platform`, `environment`, `resourceType`, as far as known
  void put(ObjectName name, Path file, String contentType, Map<String, String> tags)
      throws IOException;

  /// The whole object's size in bytes; empty when it is not there.
  Optional<Long> size(ObjectName name) throws IOException;

  /// Reads `length` bytes from `offset`; the caller closes the stream. Shorter when the object ends
  /// before.
  ///
  /// @throws java.io.FileNotFoundException if it is not there
  InputStream read(ObjectName name, long offset, long length) throws IOException;

  /// Removes the object; nothing happens when it is not there.
  void delete(ObjectName name) throws IOException;

  /// Where a person finds it: a file's path or an `s3://` address.
  String whereabouts(ObjectName name);
}
