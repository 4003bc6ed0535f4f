package io.oratio.runtime.knowledge.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The generations of one version's index: folders beside each other, and a file `current` that
/// names the one that is served. The file is replaced by one atomic move after everything it names
/// lies on the disk, so that whoever is cut off at any moment leaves the old or the new generation,
/// and at worst a folder that nothing names.
final class Generations {
  private static final String POINTER = "current";
  private static final Pattern NAME = Pattern.compile("g[a-zA-Z0-9]{1,64}");
  private final Path folder;

  Generations(Path folder) {
    this.folder = folder;
  }

  /// The served generation's folder; empty when none was finished.
  Optional<Path> current() throws IOException {
    String name;
    try {
      name = Files.readString(folder.resolve(POINTER), StandardCharsets.UTF_8).strip();
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    Path named = folder.resolve(name);
    return NAME.matcher(name).matches() && Files.isDirectory(named)
        ? Optional.of(named)
        : Optional.empty();
  }

  /// When the served generation last changed; empty when there is none.
  Optional<FileTime> changedAt() throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(folder.resolve(POINTER)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// A new empty folder that nothing names yet.
  Path begin(Supplier<String> ids) throws IOException {
    Path made = folder.resolve("g" + ids.get());
    if (!NAME.matcher(made.getFileName().toString()).matches()) {
      throw new IllegalArgumentException("a generation's id is letters and digits");
    }
    Files.createDirectories(folder);
    return Files.createDirectory(made);
  }

  /// Serves a finished generation from now on. Its files are on the disk already.
  void serve(Path generation) throws IOException {
    Path next = folder.resolve(POINTER + ".next");
    byte[] name = (generation.getFileName() + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel file =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      file.write(ByteBuffer.wrap(name));
      file.force(true);
    }
    Folders.sync(folder);
    Files.move(
        next,
        folder.resolve(POINTER),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    Folders.sync(folder);
  }

  /// Removes every generation but the served one.
  ///
  /// @return how many were removed
  int sweep() throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    Optional<Path> served = current();
    List<Path> others;
    try (Stream<Path> all = Files.list(folder)) {
      others =
          all.filter(it -> NAME.matcher(it.getFileName().toString()).matches())
              .filter(it -> served.isEmpty() || !served.get().equals(it))
              .toList();
    }
    for (Path it : others) {
      Folders.delete(it);
    }
    return others.size();
  }
}
