package io.oratio.control.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// A file that only its owner may read, replaced as a whole. Processes of one machine that share it
/// take turns.
public final class OwnFile {
  private static final long MOST_BYTES = 65_536;

  private final Path path;

  public OwnFile(Path path) {
    this.path = path;
  }

  /// What is in it; empty if it is not there.
  ///
  /// @throws UncheckedIOException if it cannot be read, or is larger than such a file is
  public Optional<String> read() {
    try {
      if (!Files.exists(path)) {
        return Optional.empty();
      }
      if (Files.size(path) > MOST_BYTES) {
        throw new IOException(path.getFileName() + " is too large to be ours");
      }
      return Optional.of(Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Replaces it.
  public void write(String text) {
    try {
      Path folder = folder();
      Path next = Files.createTempFile(folder, path.getFileName().toString(), ".new");
      if (next.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
      }
      Files.write(next, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.SYNC);
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Does something while no other process does it. The caller keeps its own threads apart.
  public <T> T alone(Supplier<T> work) {
    Path lock = folder().resolve(path.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        FileLock held = channel.lock()) {
      if (!held.isValid()) {
        throw new IOException("the lock beside " + path.getFileName() + " did not hold");
      }
      return work.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder() {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalStateException(path + " is in no folder");
    }
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
