package io.oratio.standalone;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A process of a bench: this program's classes in a JVM of their own, ended by its id. What it
/// prints goes into a file of the bench's folder.
final class BenchProcess implements AutoCloseable {
  /// How the launcher runs the gateway: the flags of this process.
  static final List<String> OURS =
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(it -> it.startsWith("-X"))
          .toList();

  /// Those that stand beside it compile less, so that they take less from what is measured.
  static final List<String> LIGHT =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m");

  private final Process process;
  private final String name;
  private final Path log;

  private BenchProcess(Process process, String name, Path log) {
    this.process = process;
    this.name = name;
    this.log = log;
  }

  /// @param words the main class and what it is told
  static BenchProcess start(
      Path folder,
      String name,
      List<String> flags,
      Map<String, String> environment,
      String... words)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Doratio.home=" + System.getProperty("oratio.home", "."));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(words));
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new BenchProcess(builder.start(), name, log);
  }

  /// Waits for the ready file of an `up`.
  ///
  /// @throws IOException with what it printed, when it ends or takes too long
  JsonNode untilReady(Path readyFile, Duration patience) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!Files.exists(readyFile)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("the " + name + " did not start: " + output());
      }
      Thread.sleep(100);
    }
    return JsonMapper.shared().readTree(Files.readString(readyFile));
  }

  /// Whether it ended by itself within so many seconds.
  boolean hasEndedWithin(long seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  long pid() {
    return process.pid();
  }

  /// All that it printed so far.
  String output() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /// Takes a bench's folder away. What cannot be lies in the system's folder for temporary files.
  static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException _) {
      // nothing more can be done
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0)) {
      return any.getLocalPort();
    }
  }
}
