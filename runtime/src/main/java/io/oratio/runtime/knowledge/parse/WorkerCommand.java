package io.oratio.runtime.knowledge.parse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a worker is started.
///
/// @param java the program
/// @param classPath of the worker: jars and folders
public record WorkerCommand(Path java, List<Path> classPath) {
  /// A file of arguments in the worker's folder: a class path may be longer than a command line.
  static final String ARGUMENTS = "java.args";

  public WorkerCommand {
    classPath = List.copyOf(classPath);
  }

  /// The Java of this process with the same class path. Test runners hide theirs behind a jar that
  /// only names others, and tell it in a property of their own.
  public static WorkerCommand ofThisProcess() {
    String told =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
    List<Path> paths =
        Stream.of(told.split(File.pathSeparator))
            .filter(it -> !it.isBlank())
            .map(it -> Path.of(it).toAbsolutePath())
            .toList();
    return new WorkerCommand(Path.of(System.getProperty("java.home"), "bin", "java"), paths);
  }

  /// Starts a worker in its folder. It inherits no environment.
  Process start(Path folder, ParseLimits limits) throws IOException {
    Files.write(folder.resolve(ARGUMENTS), arguments(folder, limits));
    ProcessBuilder builder =
        new ProcessBuilder(java.toString(), "@" + folder.resolve(ARGUMENTS))
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // Windows starts nothing without it.
    String systemRoot = builder.environment().get("SystemRoot");
    builder.environment().clear();
    if (systemRoot != null) {
      builder.environment().put("SystemRoot", systemRoot);
    }
    return builder.start();
  }

  private List<String> arguments(Path folder, ParseLimits limits) {
    String path =
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    return Stream.of(
            "-Xmx" + limits.workerHeapBytes(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxMetaspaceSize=128m",
            "-XX:MaxDirectMemorySize=64m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+DisableAttachMechanism",
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + folder.resolve("crash"),
            "-Xshare:auto",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + folder,
            "-Duser.home=" + folder,
            "-Dpdfbox.fontcache=" + folder,
            "-Dfile.encoding=UTF-8",
            "-cp",
            path,
            ParseWorker.class.getName(),
            folder.toString())
        .map(WorkerCommand::quoted)
        .toList();
  }

  /// As the launcher reads it in a file: quotes around, backslashes doubled.
  private static String quoted(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
