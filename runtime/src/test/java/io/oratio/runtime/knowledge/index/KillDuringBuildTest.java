package io.oratio.runtime.knowledge.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.runtime.knowledge.Passage;
import io.oratio.runtime.knowledge.embed.HashEmbedder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class KillDuringBuildTest {
  private static final int KILLS = 4;
  @TempDir private Path root;

  @Test
  void leavesTheOldOrTheNewIndexWhenTheProcessIsKilled() throws Exception {
    Random random = new Random(11);
    int round = 1;
    for (int kill = 0; kill < KILLS; kill++) {
      int built = buildUntilKilled(round, random.nextInt(40_000_000));
      int served = servedRound();
      assertThat(served).isBetween(built, built + 1);
      round = served + 1;
    }
  }

  /// @return the last round of which the process said that it was built
  private int buildUntilKilled(int firstRound, long nanosAfterTheSecond) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EndlessBuilds.class.getName(),
                root.toString(),
                Integer.toString(firstRound))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int built = 0;
    try (BufferedReader said = process.inputReader()) {
      for (int i = 0; i < 2; i++) {
        built = round(said.readLine());
      }
      long until = System.nanoTime() + nanosAfterTheSecond;
      while (System.nanoTime() < until) {
        LockSupport.parkNanos(until - System.nanoTime());
      }
      // Killed by its handle: the process itself would close what it said before that is read.
      process.toHandle().destroyForcibly();
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        built = line.startsWith("built ") ? round(line) : built;
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return built;
  }

  private static int round(String line) {
    return Integer.parseInt(line.substring("built ".length()).strip());
  }

  private int servedRound() throws IOException {
    try (Indexes indexes = new Indexes(root, new HashEmbedder(), () -> "never", 1)) {
      List<Passage> found =
          indexes
              .search(EndlessBuilds.KEY, "which round is it that this passage says", 20)
              .passages();
      assertThat(found).hasSize(20);
      assertThat(found).extracting(Passage::path).containsOnly(found.getFirst().path());
      String fingerprint = indexes.fingerprint(EndlessBuilds.KEY).orElseThrow();
      try (Stream<Path> left = Files.list(root.resolve("t1/hotel/1"))) {
        assertThat(left.filter(Files::isDirectory)).hasSize(1);
      }
      return Integer.parseInt(fingerprint.substring("round ".length()));
    }
  }
}
