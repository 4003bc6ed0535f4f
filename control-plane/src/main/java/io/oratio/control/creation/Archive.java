package io.oratio.control.creation;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.runtime.agent.FolderPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Unpacks an agent's folder from a zip that anybody may have made: no path leads out of the
/// folder, nothing is a link, and what comes out is counted as it comes, whatever the archive says
/// of itself. Blocks; any thread.
final class Archive {
  private static final int ENTRIES_MAX = 2 * FolderPath.MOST_FILES;
  private static final int BUFFER_BYTES = 16_384;

  private final Path zip;
  private final Path target;
  private long bytes;

  private Archive(Path zip, Path target) {
    this.zip = zip;
    this.target = target;
  }

  /// Unpacks into an empty folder. An archive whose whole content lies in one folder is unpacked
  /// without it.
  ///
  /// @throws Refusal 422 if it is none that is taken, 413 if it is too large
  static void unpack(Path zip, Path target) throws IOException {
    new Archive(zip, target).unpack();
  }

  private void unpack() throws IOException {
    Set<String> links = ZipLinks.of(zip);
    try (ZipFile open = new ZipFile(zip.toFile())) {
      if (open.size() > ENTRIES_MAX) {
        throw invalid("It holds more than " + ENTRIES_MAX + " entries.");
      }
      List<? extends ZipEntry> entries = new ArrayList<>(open.stream().toList());
      String wrapper = wrapper(entries);
      Set<String> seen = new HashSet<>();
      for (ZipEntry entry : entries) {
        if (links.contains(entry.getName())) {
          throw invalid("It holds a link; put the file itself there.");
        }
        String path = entry.getName().substring(wrapper.length());
        if (entry.isDirectory()) {
          checkFolder(path);
        } else if (seen.add(path.toLowerCase(Locale.ROOT))) {
          write(open, entry, path);
        } else {
          throw invalid("It holds the same file twice.");
        }
      }
    } catch (ZipException | IllegalArgumentException _) {
      // The latter for names that are no text.
      throw invalid("It is no zip archive, or is damaged or encrypted.");
    }
  }

  private static String wrapper(List<? extends ZipEntry> entries) {
    for (ZipEntry it : entries) {
      String name = it.getName();
      if (name.equals("agent.json")) {
        return "";
      }
    }
    return entries.stream()
        .map(ZipEntry::getName)
        .filter(it -> it.matches("[^/]+/agent\\.json"))
        .map(it -> it.substring(0, it.indexOf('/') + 1))
        .filter(it -> entries.stream().allMatch(each -> each.getName().startsWith(it)))
        .findFirst()
        .orElse("");
  }

  private static void checkFolder(String path) {
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (!plain.isEmpty() && FolderPath.faultOf(plain).isPresent()) {
      throw invalid("A folder in it has a name that is not taken.");
    }
  }

  private void write(ZipFile open, ZipEntry entry, String path) throws IOException {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (path.startsWith("__MACOSX/") || name.equals(".DS_Store")) {
      return; // what a desktop leaves behind
    }
    FolderPath.faultOf(path)
        .ifPresent(
            it -> {
              throw Refusal.of(
                  ErrorCode.PATH_INVALID, "The path of a file in the archive " + it + ".");
            });
    Path file = target.resolve(path).normalize();
    if (!file.startsWith(target)) {
      throw Refusal.of(ErrorCode.PATH_INVALID, "A path in the archive leads out of it.");
    }
    Files.createDirectories(file.getParent());
    try (InputStream in = open.getInputStream(entry);
        OutputStream out = Files.newOutputStream(file)) {
      copy(in, out);
    }
  }

  private void copy(InputStream in, OutputStream out) throws IOException {
    byte[] part = new byte[BUFFER_BYTES];
    long size = 0;
    for (int read = in.read(part); read >= 0; read = in.read(part)) {
      size += read;
      bytes += read;
      if (size > FolderPath.LARGEST_FILE || bytes > FolderPath.LARGEST_FOLDER) {
        throw Refusal.of(
            ErrorCode.BODY_TOO_LARGE,
            "Unpacked it is too large: a file has at most "
                + FolderPath.LARGEST_FILE
                + " bytes, all together "
                + FolderPath.LARGEST_FOLDER
                + ".");
      }
      out.write(part, 0, read);
    }
  }

  private static Refusal invalid(String sentence) {
    return Refusal.of(ErrorCode.ARCHIVE_INVALID, "The archive is not taken. " + sentence);
  }
}
