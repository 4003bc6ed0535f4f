package io.oratio.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The running server of a data folder, as its `postmaster.pid` tells it: line 1 is the process id,
/// line 4 the port, line 8 the state (PostgreSQL, "Server Start-up", `miscadmin.h`).
///
/// @param process the server's first process, checked to be the server of that folder
/// @param port on 127.0.0.1
/// @param isReady whether it said that it takes connections
record Postmaster(ProcessHandle process, int port, boolean isReady) {
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  /// The server of this folder; empty when none runs. A number that now belongs to another program
  /// is not taken for it.
  static Optional<Postmaster> of(Path data) {
    List<String> lines;
    try {
      lines = Files.readAllLines(data.resolve("postmaster.pid"));
    } catch (IOException _) {
      return Optional.empty();
    }
    if (lines.size() < 4) {
      return Optional.empty();
    }
    try {
      int port = Integer.parseInt(lines.get(3).strip());
      boolean isReady = lines.size() >= 8 && lines.get(7).strip().equals("ready");
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .filter(it -> isServerOf(it, data))
          .map(it -> new Postmaster(it, port, isReady));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// Asks it to stop at once, tidily; then less and less politely. Bounded: `patience` and at most
  /// ten seconds more.
  void stop(Duration patience) {
    if (endsAfter("INT", patience) || endsAfter("QUIT", Duration.ofSeconds(5))) {
      return;
    }
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(5));
  }

  private boolean endsAfter(String signal, Duration patience) {
    Command.run(List.of("kill", "-" + signal, Long.toString(process.pid())), Duration.ofSeconds(5));
    return awaitEnd(patience);
  }

  /// Looks itself, since the JDK looks only every few seconds at what is not its own child; and
  /// takes a process for ended that only waits to be reaped, which nobody may do in a container.
  private boolean awaitEnd(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (isRunning(process)) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    return true;
  }

  /// Whether the process still does something: one that only waits to be reaped does not.
  static boolean isRunning(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      // proc(5): the state follows the name, which stands in brackets.
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return !stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
    } catch (IOException _) {
      return process.isAlive();
    }
  }

  private static boolean isServerOf(ProcessHandle process, Path data) {
    ProcessHandle.Info info = process.info();
    return isRunning(process)
        && info.command().filter(it -> it.endsWith("/postgres")).isPresent()
        && info.arguments().filter(it -> List.of(it).contains(data.toString())).isPresent();
  }
}
