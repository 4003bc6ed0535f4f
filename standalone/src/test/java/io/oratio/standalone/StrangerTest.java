package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// A short walk over the whole API by its contract, as `build/schemathesis` makes a long one.
@Timeout(600)
class StrangerTest {
  private static final String MANY = "100000000";
  private static final int WALK_SECONDS = 60;

  /// What nobody fetches anew for a test: the walk's own libraries say so by this status.
  private static final int NO_LIBRARIES = 3;

  @TempDir Path folder;

  @Test
  void findsNoFaultAndNothingThatTheContractDoesNotTell() throws Exception {
    Tools.need("python3", "python3");
    prepare();
    try (UpProcess up = UpProcess.start(folder, "scripted", limits())) {
      Matcher claim = Pattern.compile("#token=(\\S+)").matcher(up.printed());
      assertThat(claim.find()).as(up.printed()).isTrue();
      String told =
          Tools.run(
              folder,
              WALK_SECONDS + 240,
              Map.of(),
              List.of(
                  script(),
                  "--server",
                  up.http(),
                  "--claim",
                  claim.group(1),
                  "--seed",
                  "5",
                  "--examples",
                  "2",
                  "--phases",
                  "examples,fuzzing,stateful",
                  "--seconds",
                  "" + WALK_SECONDS));
      assertThat(told).contains("Done at least once: ");
    }
  }

  private void prepare() throws IOException, InterruptedException {
    Process making =
        new ProcessBuilder(script(), "--prepare")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prepare.log").toFile())
            .start();
    int status = making.waitFor();
    if (status == NO_LIBRARIES && !"true".equals(System.getenv("ORATIO_REQUIRE_PEERS"))) {
      throw new TestAbortedException("pip cannot fetch Schemathesis");
    }
    assertThat(status).as(Files.readString(folder.resolve("prepare.log"))).isZero();
  }

  /// A 429 would hide what stands behind it.
  private static Map<String, String> limits() {
    return Map.of(
        "ORATIO_API_PERMINUTE_READS", MANY,
        "ORATIO_API_PERMINUTE_WRITES", MANY,
        "ORATIO_API_PERMINUTE_DIALS", MANY,
        "ORATIO_API_PERMINUTE_INGESTION", MANY,
        "ORATIO_API_PERMINUTE_LOGINS", MANY,
        "ORATIO_API_PERMINUTE_FAILURES", MANY);
  }

  private static String script() {
    return Path.of("..", "build", "schemathesis").toAbsolutePath().normalize().toString();
  }
}
