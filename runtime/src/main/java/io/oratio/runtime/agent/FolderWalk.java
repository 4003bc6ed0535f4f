package io.oratio.runtime.agent;

import io.oratio.runtime.agent.AgentFolder.FolderFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Finds the files of an agent's folder, within limits. Links are not followed, so nothing from
/// outside the folder ever becomes a part of the agent.
final class FolderWalk {
  static final int MOST_FILES = 1_000;
  static final long LARGEST_FILE = 32L * 1024 * 1024;
  static final long LARGEST_FOLDER = 256L * 1024 * 1024;
  static final int DEEPEST = 16;
  static final int LONGEST_PATH_CHARS = 512;
  static final Pattern NAME = Pattern.compile("[^/\\\\\\x00-\\x1f\\x7f\\ud800-\\udfff]+");

  /// What desktops leave behind in every folder they show.
  private static final Set<String> LITTER = Set.of(".DS_Store", "Thumbs.db", "desktop.ini");

  private final Path root;
  private final Faults faults;
  private final SortedMap<String, FolderFile> files = new TreeMap<>();
  private final List<String> ignored = new ArrayList<>();
  private long bytes;

  FolderWalk(Path root, Faults faults) {
    this.root = root;
    this.faults = faults;
  }

  void walk() throws IOException {
    for (Path each : sorted(root)) {
      String name = each.getFileName().toString();
      if (name.equals("knowledge") || name.equals("tools")) {
        visit(each, name, 1);
      } else if (!name.equals(Fault.AGENT_JSON)
          && !name.equals(Fault.PROMPT_MD)
          && !LITTER.contains(name)) {
        ignored.add(name);
      }
    }
  }

  SortedMap<String, FolderFile> files() {
    return files;
  }

  List<String> ignored() {
    return ignored;
  }

  private void visit(Path each, String path, int depth) throws IOException {
    BasicFileAttributes is =
        Files.readAttributes(each, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    String name = each.getFileName().toString();
    if (LITTER.contains(name)) {
      return;
    }
    if (is.isSymbolicLink()) {
      refuse(path, "is a link; put the file itself there");
    } else if (name.startsWith(".")) {
      refuse(path, "is hidden; rename it or take it away");
    } else if (!NAME.matcher(name).matches() || path.length() > LONGEST_PATH_CHARS) {
      refuse(printable(path), "has a name that cannot be kept");
    } else if (is.isDirectory()) {
      folder(each, path, depth);
    } else if (!is.isRegularFile() || depth == 1) {
      refuse(path, depth == 1 ? "has to be a folder" : "is no plain file");
    } else {
      file(each, path, is.size());
    }
  }

  private void folder(Path folder, String path, int depth) throws IOException {
    if (depth > DEEPEST) {
      refuse(path, "lies deeper than " + DEEPEST + " folders");
      return;
    }
    for (Path each : sorted(folder)) {
      visit(each, path + "/" + each.getFileName(), depth + 1);
    }
  }

  private void file(Path file, String path, long size) throws IOException {
    if (size > LARGEST_FILE) {
      refuse(path, "has " + size + " bytes; a file has at most " + LARGEST_FILE);
      return;
    }
    bytes += size;
    if (files.size() >= MOST_FILES) {
      refuse(".", "holds more than " + MOST_FILES + " files");
    } else if (bytes > LARGEST_FOLDER) {
      refuse(".", "holds more than " + LARGEST_FOLDER + " bytes");
    } else {
      files.put(path, new FolderFile(file, size, Sha256.of(file)));
    }
  }

  private void refuse(String path, String sentence) {
    faults.add(new Fault(path, "", sentence));
  }

  private static String printable(String path) {
    String shown = path.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    return shown.length() <= 200 ? shown : shown.substring(0, 200) + "…";
  }

  private static List<Path> sorted(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path each : all) {
        entries.add(each);
        if (entries.size() > 2 * MOST_FILES) {
          break; // more than may be there in any case
        }
      }
    }
    entries.sort(null);
    return entries;
  }
}
