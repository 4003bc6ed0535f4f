package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The programs of other people that tests call.
final class Tools {
  private Tools() {}

  /// Skips the test where a program is missing, saying which package has it; with
  /// `ORATIO_REQUIRE_PEERS=true` fails it.
  static void need(String program, String debianPackage) {
    boolean isThere =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    if (!isThere && "true".equals(System.getenv("ORATIO_REQUIRE_PEERS"))) {
      throw new AssertionError(program + " is missing: install " + debianPackage);
    }
    Assumptions.assumeTrue(isThere, program + " is missing: install " + debianPackage);
  }

  /// Runs a program to its end and gives what it printed; it must end well and in time.
  static String run(Path folder, int seconds, String... command)
      throws IOException, InterruptedException {
    return run(folder, seconds, Map.of(), List.of(command));
  }

  static String run(Path folder, int seconds, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "run", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command.getFirst() + " did not end: " + Files.readString(log));
    }
    String printed = Files.readString(log);
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }

  /// A question as speech of somebody else's voice, 16-bit mono.
  static Path question(Path folder, String words, int rateHz)
      throws IOException, InterruptedException {
    need("flite", "flite");
    need("sox", "sox");
    Path spoken = folder.resolve("spoken.wav");
    run(folder, 20, "flite", "-voice", "rms", "-t", words, "-o", spoken.toString());
    Path question = folder.resolve("question-" + rateHz + ".wav");
    run(
        folder,
        20,
        "sox",
        spoken.toString(),
        "-r",
        "" + rateHz,
        "-c",
        "1",
        "-b",
        "16",
        question.toString());
    return question;
  }
}
