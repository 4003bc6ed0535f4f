package io.oratio.modelsimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.modelsimulator.script.ScriptReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The program around the simulator.
@Timeout(30)
class ModelSimulatorMainTest {
  @Test
  void startsOnAFreePortAndPrintsALineForEachRequest() throws Exception {
    ByteArrayOutputStream reports = new ByteArrayOutputStream();
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    ModelSimulatorMain main =
        new ModelSimulatorMain(new PrintStream(reports), new PrintStream(words));
    try (ModelSimulator simulator =
        main.start(CommandLine.read(List.of("--port", "0", "--key", "k"))).orElseThrow()) {
      new Client(simulator).chat(Client.user("hello"), "");
      simulator.awaitReports(1, Duration.ofSeconds(5));
      assertThat(reports.toString())
          .contains("\"endedBy\":\"PROTOCOL_ERROR\"")
          .doesNotContain("hello");
      assertThat(words.toString()).contains(simulator.baseUrl().toString());
    }
  }

  @Test
  void saysWhatIsWrongWithItsOptions() throws Exception {
    for (List<String> wrong :
        List.of(List.of("--colour"), List.of("--port"), List.of("--port", "x"))) {
      assertThatThrownBy(() -> CommandLine.read(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ModelSimulatorMain.run(List.of("--help"), new PrintStream(out))).isZero();
    assertThat(out.toString()).contains("--script");
  }

  @Test
  void readsTheExampleScriptOfItsPage() throws Exception {
    assertThat(ScriptReader.file(Path.of("..", "docs", "model-simulator-script.json")).rules())
        .isNotEmpty();
  }
}
