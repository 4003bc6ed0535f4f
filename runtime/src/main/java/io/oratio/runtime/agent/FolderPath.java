package io.oratio.runtime.agent;

import java.text.Normalizer;
import java.util.Optional;

/// Which paths a file may have within an agent's folder: the same rules as for a folder on a disk,
/// for files that come by other ways. Stateless; safe from any thread.
public final class FolderPath {
  /// The most files of a folder.
  public static final int MOST_FILES = FolderWalk.MOST_FILES;

  /// The most bytes of one file.
  public static final long LARGEST_FILE = FolderWalk.LARGEST_FILE;

  /// The most bytes of all files of a folder together.
  public static final long LARGEST_FOLDER = FolderWalk.LARGEST_FOLDER;

  private static final int LONGEST_PART_BYTES = 255;

  private FolderPath() {}

  /// Why a path cannot be kept, as the end of a sentence; empty if it can.
  ///
  /// @param path within the folder, with `/`: `knowledge/prices/2026.pdf`
  public static Optional<String> faultOf(String path) {
    if (path.isEmpty() || path.length() > FolderWalk.LONGEST_PATH_CHARS) {
      return Optional.of(
          "has to be 1 to " + FolderWalk.LONGEST_PATH_CHARS + " characters with its folders");
    }
    String[] parts = path.split("/", -1);
    if (parts.length - 1 > FolderWalk.DEEPEST) {
      return Optional.of("lies deeper than " + FolderWalk.DEEPEST + " folders");
    }
    for (String part : parts) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return Optional.of("has a part that is empty, '.' or '..'");
      }
      if (part.startsWith(".")) {
        return Optional.of("is hidden; rename it or take it away");
      }
      if (!FolderWalk.NAME.matcher(part).matches()
          || isTreacherous(part)
          || io.oratio.domain.text.Shape.utf8Bytes(part) > LONGEST_PART_BYTES) {
        return Optional.of("has a name that cannot be kept");
      }
    }
    return Optional.empty();
  }

  /// Whether somebody who writes look-alikes as what they look like (NFKC) would make a way out of
  /// it: `．．`, `‥`, `a／b`.
  private static boolean isTreacherous(String part) {
    String plain = Normalizer.normalize(part, Normalizer.Form.NFKC);
    return plain.strip().matches("\\.{1,2}") || plain.indexOf('/') >= 0 || plain.indexOf('\\') >= 0;
  }
}
