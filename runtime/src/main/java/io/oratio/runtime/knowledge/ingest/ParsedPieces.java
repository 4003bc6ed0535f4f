package io.oratio.runtime.knowledge.ingest;

import io.oratio.runtime.knowledge.split.Piece;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What documents were parsed to, by the hash of their content: one file each in the agent's
/// folder, shared by all its versions. For one run at a time.
final class ParsedPieces {
  /// Documents split in another way are parsed anew.
  private static final String FORMAT = "1";

  private static final int KEPT_MAX = 5_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Path folder;

  ParsedPieces(Path folder) {
    this.folder = folder;
  }

  Optional<Parsed> find(String sha256, String name) throws IOException {
    Path file = file(sha256, name);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(bytes, Parsed.class));
    } catch (JacksonException | IllegalArgumentException _) {
      // Cut short or of another make: parsed again.
      return Optional.empty();
    }
  }

  void keep(String sha256, String name, Parsed parsed) throws IOException {
    Files.createDirectories(folder);
    Path file = file(sha256, name);
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, JSON.writeValueAsBytes(parsed));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    dropOldest();
  }

  private Path file(String sha256, String name) {
    return folder.resolve(Hashes.of(FORMAT + "\n" + sha256 + "\n" + name) + ".json");
  }

  private void dropOldest() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    if (files.size() <= KEPT_MAX) {
      return;
    }
    List<Path> oldestFirst = new ArrayList<>(files);
    oldestFirst.sort(Comparator.comparing(ParsedPieces::writtenAt));
    for (Path it : oldestFirst.subList(0, KEPT_MAX / 5)) {
      Files.deleteIfExists(it);
    }
  }

  private static FileTime writtenAt(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (FileSystemException _) {
      return FileTime.fromMillis(0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// @param mediaType as the content says
  /// @param pieces in the document's order
  record Parsed(String mediaType, List<Piece> pieces) {
    Parsed {
      pieces = List.copyOf(pieces);
    }
  }
}
