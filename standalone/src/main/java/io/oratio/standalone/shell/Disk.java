package io.oratio.standalone.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The user's own files.
final class Disk {
  private static final long LARGEST_TEXT = 1 << 20;
  private static final int MOST_FILES = 500;
  private static final int DEEPEST = 20;

  private Disk() {}

  /// A file of words in UTF-8.
  static String text(String file) throws CannotDo {
    try {
      Path path = Path.of(file);
      if (Files.isRegularFile(path) && Files.size(path) > LARGEST_TEXT) {
        throw new CannotDo(file + " is larger than " + LARGEST_TEXT + " bytes.");
      }
      return Files.readString(path);
    } catch (CharacterCodingException _) {
      throw new CannotDo(file + " is not written in UTF-8.");
    } catch (IOException _) {
      throw new CannotDo("There is no file " + file + " that can be read.");
    }
  }

  /// The members of a JSON object in a file; none without a file.
  static ObjectNode members(Optional<String> file) throws CannotDo {
    if (file.isEmpty()) {
      return JsonMapper.shared().createObjectNode();
    }
    try {
      JsonNode read = JsonMapper.shared().readTree(text(file.get()));
      if (read instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException _) {
      // said below
    }
    throw new CannotDo(file.get() + " holds no JSON object.");
  }

  /// All files below a folder by their path in it, hidden ones left out.
  static SortedMap<String, Path> below(Path folder) throws CannotDo {
    SortedMap<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
      List<Path> found = all.filter(Files::isRegularFile).limit(MOST_FILES + 1L).toList();
      for (Path each : found) {
        String name = folder.relativize(each).toString().replace('\\', '/');
        if (!name.startsWith(".") && !name.contains("/.")) {
          files.put(name, each);
        }
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new CannotDo(folder + " cannot be read: " + e.getMessage());
    }
    if (files.size() > MOST_FILES) {
      throw new CannotDo(folder + " holds more than " + MOST_FILES + " files.");
    }
    return files;
  }

  /// What writes to a stream.
  interface Writing {
    long to(OutputStream out) throws CannotDo, InterruptedException;
  }

  /// Writes a file, whole or not at all.
  static long writing(Path file, Writing writing) throws CannotDo, InterruptedException {
    Path folder = file.toAbsolutePath().getParent();
    try {
      Path whole = Files.createTempFile(folder, "." + file.getFileName(), ".part");
      try {
        long bytes;
        try (OutputStream out = Files.newOutputStream(whole)) {
          bytes = writing.to(out);
        }
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
        return bytes;
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      throw new CannotDo(file + " cannot be written: " + e.getMessage());
    }
  }
}
