package io.oratio.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// What the system says of a process at one moment (proc(5)).
///
/// @param cpuSeconds user and system time since it began
/// @param peakMb the most that was ever resident
record ProcessFigures(double cpuSeconds, long residentMb, long peakMb, long threads) {
  /// Linux's USER_HZ, the same on every machine we know.
  private static final double TICKS_PER_SECOND = 100;

  static ProcessFigures of(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    double cpu = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    Map<String, Long> status = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      String[] words = line.split("[:\\s]+");
      if (words.length >= 2 && words[1].matches("\\d+")) {
        status.put(words[0], Long.parseLong(words[1]));
      }
    }
    return new ProcessFigures(
        cpu,
        status.getOrDefault("VmRSS", 0L) / 1024,
        status.getOrDefault("VmHWM", 0L) / 1024,
        status.getOrDefault("Threads", 0L));
  }
}
