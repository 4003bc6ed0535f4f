package io.oratio.storage.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One JVM at a time owns a data folder, and one part of it. The system lets go of the lock when
/// the JVM ends, however it ends.
final class FolderLock implements AutoCloseable {
  /// What this JVM holds: a second channel to a held file would let go of the lock when it is
  /// closed (POSIX `fcntl`), so none is opened.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Takes the lock; empty when another has it.
  ///
  /// @param file by its real path
  static Optional<FolderLock> take(Path file) throws IOException {
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    boolean isTaken = false;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      isTaken = channel.tryLock() != null;
      return isTaken ? Optional.of(new FolderLock(file, channel)) : Optional.empty();
    } finally {
      if (!isTaken) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(file);
  }
}
