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
  /// @throws java.nio.file.NoSuchFileException if there is no such file; nothing has changed then
  void put(ObjectName name, Path file, String contentType, Map<String, String> tags)
      throws IOException;

  /// The whole object's size in bytes; empty when it is not there.
  Optional<Long> size(ObjectName name) throws IOException;

  /// Reads `length` bytes from `offset`; the caller closes the stream. Shorter when the object ends
  /// before, empty when it ends before `offset`.
  ///
  /// @param length as many bytes; `Long.MAX_VALUE` for all that follow
  /// @throws java.io.FileNotFoundException if it is not there
  InputStream read(ObjectName name, long offset, long length) throws IOException;

  /// Removes the object; nothing happens when it is not there.
  void delete(ObjectName name) throws IOException;

  /// Where a person finds it: a file's path or an `s3://` address.
  String whereabouts(ObjectName name);

  /// Refuses a range that is none, in the same words in every adapter.
  ///
  /// @throws IllegalArgumentException if either is negative
  static void checkRange(long offset, long length) {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("a range begins at 0 or later and is not negative");
    }
  }
}
