package io.oratio.storage.embedded;

import io.oratio.storage.StoresUnavailableException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The PostgreSQL programs for this machine, unpacked from the classpath once.
///
/// @param folder holds `bin`, `lib` and `share`
record ServerBinaries(Path folder) {
  /// The version that the build puts on the classpath; the first number is the data's format.
  static final String VERSION = "18.6";

  Path initdb() {
    return folder.resolve("bin/initdb");
  }

  Path pgCtl() {
    return folder.resolve("bin/pg_ctl");
  }

  /// Unpacks them below `parent`, unless they lie there already. Two processes may do so at once.
  ///
  /// @throws StoresUnavailableException when there are none for this kind of machine
  static ServerBinaries in(Path parent) throws IOException {
    String archive = archiveFor(System.getProperty("os.name"), System.getProperty("os.arch"));
    Path folder = parent.resolve("postgresql-" + VERSION);
    if (Files.isDirectory(folder)) {
      return new ServerBinaries(folder);
    }
    try (InputStream packed = ServerBinaries.class.getResourceAsStream("/" + archive)) {
      if (packed == null) {
        throw new StoresUnavailableException(
            "This build holds no PostgreSQL for "
                + System.getProperty("os.name")
                + " on "
                + System.getProperty("os.arch")
                + ": build Oratio on this kind of machine, or give it the address of a PostgreSQL "
                + "server.");
      }
      Files.createDirectories(parent);
      Path fresh = Files.createTempDirectory(parent, ".unpacking");
      try {
        unpack(packed, fresh);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException _) {
        // Another process was first; the two are the same.
      } finally {
        deleteTree(fresh);
      }
    }
    return new ServerBinaries(folder);
  }

  /// The archive's name on the classpath.
  ///
  /// @throws StoresUnavailableException for a machine that PostgreSQL is not packed for
  static String archiveFor(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String arch = osArch.toLowerCase(Locale.ROOT);
    String system = os.startsWith("linux") ? "linux" : os.startsWith("mac") ? "darwin" : "";
    String machine =
        switch (arch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> "";
        };
    if (system.isEmpty() || machine.isEmpty()) {
      throw new StoresUnavailableException(
          "The embedded PostgreSQL runs on Linux and macOS, on x86-64 and ARM64, not on "
              + osName
              + " "
              + osArch
              + ": give Oratio the address of a PostgreSQL server.");
    }
    return "postgres-" + system + "-" + machine + ".txz";
  }

  private static void unpack(InputStream packed, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target) || isOnlyForBuilding(entry.getName())) {
          continue;
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(path.getParent());
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
          boolean isProgram = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(isProgram ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  private static boolean isOnlyForBuilding(String name) {
    return name.endsWith(".a") || name.contains("/pkgconfig") || name.contains("include/");
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
