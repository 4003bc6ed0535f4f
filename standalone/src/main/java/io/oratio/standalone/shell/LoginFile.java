package io.oratio.standalone.shell;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The file where a login is kept, that nobody but its user can read. Written whole, never in part.
final class LoginFile {
  private static final int LARGEST = 1 << 16;
  // A lock on a file keeps other processes out, not other threads of this one.
  private static final ReentrantLock HERE = new ReentrantLock();

  private final Path file;

  LoginFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  Path path() {
    return file;
  }

  /// What is kept; empty where nobody is logged in.
  Optional<Login> read() throws CannotDo {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      if (Files.size(file) > LARGEST) {
        throw broken();
      }
      return Optional.of(Login.read(JsonMapper.shared().readTree(Files.readAllBytes(file))));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (JacksonException | DateTimeException | IllegalArgumentException _) {
      throw broken();
    } catch (IOException e) {
      throw new CannotDo(file + " cannot be read: " + e.getMessage());
    }
  }

  private CannotDo broken() {
    return new CannotDo(
        CannotDo.NOT_ALLOWED, file + " is no login: remove it and ./oratio login again.");
  }

  void write(Login login) throws CannotDo {
    try {
      folder();
      Path whole = Files.createTempFile(file.getParent(), "login", ".new", only("rw-------"));
      Files.writeString(whole, login.json() + "\n");
      try {
        Files.move(
            whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException _) {
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new CannotDo(file + " cannot be written: " + e.getMessage());
    }
  }

  void remove() throws CannotDo {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new CannotDo(file + " cannot be removed: " + e.getMessage());
    }
  }

  /// Work during which no other process changes the login.
  interface Work<T> {
    T run() throws CannotDo, InterruptedException;
  }

  /// Does it while no other command does such work: a refresh token that two of them spent would
  /// end the login.
  <T> T alone(Work<T> work) throws CannotDo, InterruptedException {
    HERE.lockInterruptibly();
    try {
      folder();
      Path beside = file.resolveSibling(file.getFileName() + ".lock");
      try (FileChannel channel =
              FileChannel.open(
                  beside,
                  Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                  only("rw-------"));
          FileLock _ = channel.lock()) {
        return work.run();
      }
    } catch (IOException e) {
      throw new CannotDo(file + " cannot be locked: " + e.getMessage());
    } finally {
      HERE.unlock();
    }
  }

  private void folder() throws IOException {
    Files.createDirectories(file.getParent(), only("rwx------"));
  }

  private static FileAttribute<?>[] only(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
