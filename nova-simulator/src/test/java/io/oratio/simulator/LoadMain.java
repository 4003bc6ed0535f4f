package io.oratio.simulator;

import io.oratio.simulator.report.SessionReport;
import io.oratio.simulator.script.Reply;
import io.oratio.simulator.script.Script;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// Measures what the simulator costs under many calls: `LoadMain [calls] [seconds] [frameMs]`. Not
/// a test; the figure is the CPU time of the simulator's own threads, read from the JVM.
final class LoadMain {
  private LoadMain() {}

  public static void main(String[] args) throws Exception {
    int callCount = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 15;
    int frameMs = args.length > 2 ? Integer.parseInt(args[2]) : 20;
    Script script =
        Script.standard()
            .withGreeting(
                Reply.saying("A long story.").lasting(Duration.ofSeconds(Math.min(seconds, 100))));
    try (NovaSimulator simulator =
            NovaSimulator.start(
                SimulatorSettings.standard().withQuota(callCount).withScript(script));
        SonicClient client = new SonicClient(simulator.endpoint())) {
      List<SonicCall> calls = new ArrayList<>();
      for (int i = 0; i < callCount; i++) {
        calls.add(client.open().begin().text("USER", true, "Begin."));
        LockSupport.parkNanos(20_000_000);
      }
      calls.forEach(call -> call.await("completionStart"));
      long cpuBefore = simulatorCpuNanos();
      long began = System.nanoTime();
      byte[] frame = new byte[16 * 2 * frameMs];
      for (long n = 0; n * frameMs < seconds * 1000L; n++) {
        LockSupport.parkNanos(began + n * frameMs * 1_000_000 - System.nanoTime());
        calls.forEach(call -> call.audio(frame));
      }
      long cpu = simulatorCpuNanos() - cpuBefore;
      double wall = (System.nanoTime() - began) / 1e9;
      calls.forEach(SonicCall::hangUp);
      List<SessionReport> reports = simulator.awaitReports(callCount, Duration.ofSeconds(60));
      System.out.printf(
          Locale.ROOT,
          "%d calls, %.1f s, frames of %d ms: simulator %.2f CPU-s, %.5f CPU-s per second of call"
              + " audio; errors %d; audio in %.1f s, out %.1f s per call; worst gap p99 %d ms%n",
          callCount,
          wall,
          frameMs,
          cpu / 1e9,
          cpu / 1e9 / seconds / callCount,
          reports.stream().mapToInt(report -> report.protocolErrors().size()).sum(),
          reports.stream().mapToDouble(SessionReport::audioSecondsIn).average().orElse(0),
          reports.stream().mapToDouble(SessionReport::audioSecondsOut).average().orElse(0),
          reports.stream().mapToInt(SessionReport::audioGapP99Ms).max().orElse(0));
    }
  }

  private static long simulatorCpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (long id : threads.getAllThreadIds()) {
      var thread = threads.getThreadInfo(id);
      if (thread != null && thread.getThreadName().startsWith("nova-simulator")) {
        nanos += Math.max(0, threads.getThreadCpuTime(id));
      }
    }
    return nanos;
  }
}
