package io.oratio.runtime.knowledge.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.runtime.knowledge.parse.Reading.Parsed;
import io.oratio.runtime.knowledge.parse.Reading.Reason;
import io.oratio.runtime.knowledge.parse.Reading.Refused;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The life of the worker: it is replaced, held to its time, and never outlives its owner.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WorkerDocumentReaderTest {
  /// Few documents a worker, little time, and nesting allowed that takes the parser minutes.
  private static final ParseLimits LIMITS =
      new ParseLimits(
          1 << 24,
          1 << 24,
          Duration.ofSeconds(5),
          128 << 20,
          10,
          1 << 24,
          100,
          10_000_000,
          100,
          10_000,
          100_000,
          3);

  private static WorkerDocumentReader reader() {
    return new WorkerDocumentReader(LIMITS, WorkerCommand.ofThisProcess());
  }

  private static Reading read(DocumentReader reader, String text, String name) throws IOException {
    return reader.read(new ByteArrayInputStream(text.getBytes(UTF_8)), name);
  }

  private static void assertReads(DocumentReader reader) throws IOException {
    assertThat(read(reader, "The shop opens at nine.", "a.txt")).isInstanceOf(Parsed.class);
  }

  private static ProcessHandle worker(WorkerDocumentReader reader) {
    return ProcessHandle.of(reader.workerPid().orElseThrow()).orElseThrow();
  }

  @Test
  void endsAWorkerThatTakesTooLongAndGoesOnWithAnother() throws IOException {
    StringBuilder lists = new StringBuilder("# Deep\n\n");
    for (int at = 0; at < 3_000; at++) {
      lists.append("  ".repeat(at)).append("- item\n");
    }
    try (WorkerDocumentReader reader = reader()) {
      assertReads(reader);
      ProcessHandle first = worker(reader);
      Reading late = read(reader, lists.toString(), "deep.md");
      assertThat(late).isInstanceOf(Refused.class);
      assertThat(((Refused) late).reason()).isEqualTo(Reason.TOO_SLOW);
      assertThat(first.isAlive()).isFalse();
      assertReads(reader);
    }
  }

  @Test
  void takesAFreshWorkerAfterSomeDocumentsAndAfterADeath(@TempDir Path folder) throws Exception {
    try (WorkerDocumentReader reader = reader()) {
      Path file = Files.writeString(folder.resolve("hours"), "The shop opens at nine.");
      Reading read = reader.read(file, "opening_hours.txt");
      assertThat(((Parsed) read).title()).isEqualTo("opening hours");
      ProcessHandle first = worker(reader);
      assertReads(reader);
      assertReads(reader);
      assertThat(worker(reader).pid()).isEqualTo(first.pid());
      assertReads(reader);
      ProcessHandle second = worker(reader);
      assertThat(second.pid()).isNotEqualTo(first.pid());
      assertThat(first.isAlive()).isFalse();
      second.destroyForcibly();
      second.onExit().get(20, TimeUnit.SECONDS);
      assertReads(reader);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void inheritsNoEnvironmentAndLeavesNothingBehind() throws Exception {
    WorkerDocumentReader reader = reader();
    assertReads(reader);
    ProcessHandle worker = worker(reader);
    Path of = Path.of("/proc", String.valueOf(worker.pid()));
    Path folder = Files.readSymbolicLink(of.resolve("cwd"));
    assertThat(Files.readString(of.resolve("environ"))).isEmpty();
    assertThat(folder.getFileName().toString()).startsWith("oratio-parse-");
    assertThat(folder.resolve("document")).doesNotExist();
    reader.close();
    worker.onExit().get(20, TimeUnit.SECONDS);
    assertThat(folder).doesNotExist();
    assertThatThrownBy(() -> assertReads(reader)).isInstanceOf(IOException.class);
  }

  @Test
  void endsWithItsOwnerHoweverThatEnds() throws Exception {
    WorkerCommand command = WorkerCommand.ofThisProcess();
    String path =
        String.join(File.pathSeparator, command.classPath().stream().map(Path::toString).toList());
    Process owner =
        new ProcessBuilder(command.java().toString(), "-cp", path, Owner.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said = owner.inputReader()) {
      long pid = Long.parseLong(said.readLine());
      ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
      assertThat(worker.isAlive()).isTrue();
      owner.destroyForcibly();
      worker.onExit().get(30, TimeUnit.SECONDS);
      assertThat(worker.isAlive()).isFalse();
    } finally {
      owner.destroyForcibly();
    }
  }

  /// Has a worker, says its process, and waits to be killed.
  static final class Owner {
    private Owner() {}

    public static void main(String[] words) throws Exception {
      WorkerDocumentReader reader = reader();
      assertReads(reader);
      System.out.println(reader.workerPid().orElseThrow());
      Thread.currentThread().join();
    }
  }
}
