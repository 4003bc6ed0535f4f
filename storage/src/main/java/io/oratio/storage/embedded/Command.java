package io.oratio.storage.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a short command to its end, within a bounded time.
final class Command {
  private Command() {}

  /// What came of it.
  ///
  /// @param exit the exit status; -1 when it took too long or could not be started
  /// @param output the last 4 kB of what it printed
  record Outcome(int exit, String output) {
    boolean succeeded() {
      return exit == 0;
    }
  }

  static Outcome run(List<String> words, Duration timeout) {
    Path output = null;
    try {
      // A file, not a pipe: a server that the command leaves behind would keep a pipe open.
      output = Files.createTempFile("oratio-command", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(it -> it.startsWith("PG") || it.startsWith("LC_"));
      builder.environment().put("LANG", "C");
      Process process = builder.start();
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return new Outcome(-1, "took longer than " + timeout.toSeconds() + " s");
      }
      return new Outcome(process.exitValue(), tail(output));
    } catch (IOException e) {
      return new Outcome(-1, String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Outcome(-1, "interrupted");
    } finally {
      deleteQuietly(output);
    }
  }

  /// The last 4 kB of a text file; empty when it cannot be read.
  static String tail(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      int from = Math.max(0, bytes.length - 4096);
      return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8).strip();
    } catch (IOException _) {
      return "";
    }
  }

  private static void deleteQuietly(@org.jspecify.annotations.Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException _) {
      // A left-over in the folder for temporary files harms nobody.
    }
  }
}
