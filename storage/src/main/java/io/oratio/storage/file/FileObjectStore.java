package io.oratio.storage.file;

import io.oratio.domain.object.ObjectName;
import io.oratio.domain.object.ObjectStore;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Objects as plain files, `{folder}/{bucket}/{key}`, so that a recording can be opened with any
/// player. An object is written beside, brought to the disk (fsync) and moved into place, so it is
/// there whole or not at all, even after a fall of power.
///
/// Unlike S3, a key cannot also be the folder of another key (`a` and `a/b`): the second is
/// refused. Content type and tags are not kept; the name's ending tells the type.
public final class FileObjectStore implements ObjectStore {
  private static final String INCOMING = ".incoming";
  private static final int PLACING_TRIES = 10;

  private final Path folder;
  private final Path incoming;

  private FileObjectStore(Path folder, Path incoming) {
    this.folder = folder;
    this.incoming = incoming;
  }

  /// Opens the store, making its folder if it is not there; what a crash left half written is
  /// removed. One process at a time uses a folder.
  public static FileObjectStore open(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path real = folder.toRealPath();
    Path incoming = Files.createDirectories(real.resolve(INCOMING));
    try (Stream<Path> left = Files.list(incoming)) {
      for (Path each : left.toList()) {
        Files.deleteIfExists(each);
      }
    }
    return new FileObjectStore(real, incoming);
  }

  @Override
  public void put(ObjectName name, Path file, String contentType, Map<String, String> tags)
      throws IOException {
    Path fresh = incoming.resolve(UUID.randomUUID().toString());
    try {
      copy(file, fresh);
      place(fresh, pathOf(name));
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  @Override
  public Optional<Long> size(ObjectName name) throws IOException {
    Path path = pathOf(name);
    try {
      return Files.isRegularFile(path) ? Optional.of(Files.size(path)) : Optional.empty();
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream read(ObjectName name, long offset, long length) throws IOException {
    ObjectStore.checkRange(offset, length);
    Path path = pathOf(name);
    if (!Files.isRegularFile(path)) {
      throw new FileNotFoundException(name.toString());
    }
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      channel.position(Math.min(offset, channel.size()));
      return new Limited(Channels.newInputStream(channel), length);
    } catch (NoSuchFileException _) {
      throw new FileNotFoundException(name.toString());
    }
  }

  @Override
  public void delete(ObjectName name) throws IOException {
    Path path = pathOf(name);
    if (!Files.isRegularFile(path)) {
      return;
    }
    Files.deleteIfExists(path);
    // Folders that are empty now go too; one that another call is filling stays.
    for (Path above = path.getParent(); !above.getParent().equals(folder); ) {
      try {
        Files.delete(above);
      } catch (DirectoryNotEmptyException | NoSuchFileException _) {
        return;
      }
      above = above.getParent();
    }
  }

  @Override
  public String whereabouts(ObjectName name) {
    return pathOf(name).toString();
  }

  private Path pathOf(ObjectName name) {
    Path path = folder.resolve(name.bucket());
    for (String part : List.of(name.key().split("/"))) {
      path = path.resolve(SafeName.of(part));
    }
    return path;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long size = in.size();
      long done = 0;
      while (done < size) {
        long moved = in.transferTo(done, size - done, out);
        if (moved == 0) {
          throw new IOException(from + " became shorter while it was stored");
        }
        done += moved;
      }
      out.force(true);
    }
  }

  /// A folder may vanish between making it and moving into it when its last object is deleted.
  private static void place(Path fresh, Path path) throws IOException {
    Path parent = path.getParent();
    for (int attempt = 1; ; attempt++) {
      try {
        Files.createDirectories(parent);
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(parent);
        return;
      } catch (NoSuchFileException e) {
        if (attempt == PLACING_TRIES || !Files.exists(fresh)) {
          throw e;
        }
      } catch (FileSystemException e) {
        if (Files.isDirectory(path) || !Files.isDirectory(parent)) {
          throw new IOException(path + " cannot be an object and a folder of objects at once", e);
        }
        throw e;
      }
    }
  }

  private static void syncFolder(Path parent) throws IOException {
    try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (NoSuchFileException _) {
      // Deleted again already.
    }
  }

  /// Ends after so many bytes.
  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      if (left <= 0) {
        return -1;
      }
      int one = super.read();
      left -= one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        return length == 0 ? 0 : -1;
      }
      int read = super.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = super.skip(Math.min(bytes, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(super.available(), left);
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
