package io.oratio.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/// Libraries of other languages, fetched once into the user's cache and known there by the file
/// that lists them. Where they cannot be had the test is skipped with the reason, or fails when
/// `ORATIO_REQUIRE_PEERS` is `true`.
final class Workshop {
  private Workshop() {}

  /// The `node_modules` that a lock file asks for.
  static Path nodeModules(Path project) throws IOException, InterruptedException {
    Path lock = project.resolve("package-lock.json");
    Path ready = cache().resolve("client-" + fingerprint(lock));
    Path modules = ready.resolve("node_modules");
    if (Files.exists(modules)) {
      return modules;
    }
    Files.createDirectories(ready.getParent());
    // Made whole under another name first, so that two runs at once do not meet half of one.
    Path fresh = Files.createTempDirectory(ready.getParent(), ".client");
    Files.copy(project.resolve("package.json"), fresh.resolve("package.json"));
    Files.copy(lock, fresh.resolve("package-lock.json"));
    try {
      Tools.run(fresh, 300, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    } catch (AssertionError failure) {
      if ("true".equals(System.getenv("ORATIO_REQUIRE_PEERS"))) {
        throw failure;
      }
      throw new TestAbortedException("npm cannot fetch its libraries", failure);
    }
    try {
      Files.move(fresh, ready, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.exists(modules)) {
        throw e;
      }
    }
    return modules;
  }

  private static Path cache() {
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .filter(it -> !it.isBlank())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("oratio");
  }

  private static String fingerprint(Path file) throws IOException {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(Files.readString(file).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
