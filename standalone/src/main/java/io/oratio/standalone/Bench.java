package io.oratio.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `./oratio bench [--calls N] [--seconds N] [--json FILE]`: calls at once through a gateway of its
/// own, over the real AWS client to the simulator, each of the three a process; the figures are the
/// gateway's alone.
final class Bench {
  private static final int WARM_CALLS = 10;
  private static final int WARM_SECONDS = 5;

  private final int calls;
  private final int seconds;
  private final Optional<Path> json;
  private final PrintStream out;

  private Bench(int calls, int seconds, Optional<Path> json, PrintStream out) {
    this.calls = calls;
    this.seconds = seconds;
    this.json = json;
    this.out = out;
  }

  /// @return 0 when every call was whole, 1 when one was not
  static int run(List<String> words, PrintStream out) throws WrongUse, InterruptedException {
    int calls = 100;
    int seconds = 30;
    Optional<Path> json = Optional.empty();
    for (int i = 0; i < words.size(); i += 2) {
      if (i + 1 == words.size()) {
        throw new WrongUse("usage: ./oratio bench [--calls N] [--seconds N] [--json FILE]");
      }
      String value = words.get(i + 1);
      switch (words.get(i)) {
        case "--calls" -> calls = number(words.get(i), value, 1000);
        case "--seconds" -> seconds = number(words.get(i), value, 3600);
        case "--json" -> json = Optional.of(Path.of(value).toAbsolutePath());
        default -> throw new WrongUse("bench does not know " + words.get(i));
      }
    }
    return new Bench(calls, seconds, json, out).measure();
  }

  private int measure() throws InterruptedException {
    try (BenchRig rig = BenchRig.start(out)) {
      out.printf("Warming up with %d calls of %d s ...%n", WARM_CALLS, WARM_SECONDS);
      rig.load(WARM_CALLS, WARM_SECONDS);
      out.printf("Measuring %d calls of %d s ...%n", calls, seconds);
      ProcessFigures before = rig.gatewayFigures();
      JsonNode load = rig.load(calls, seconds);
      ProcessFigures after = rig.gatewayFigures();
      Map<String, Object> figures = figures(rig, load, before, after);
      figures.put("simulatorProtocolErrors", rig.simulatorProtocolErrors());
      print(figures);
      if (json.isPresent()) {
        Files.writeString(
            json.get(),
            JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(figures)
                + "\n");
      }
      return load.path("failedCalls").asInt(1) == 0 && load.path("incompleteCalls").asInt(1) == 0
          ? 0
          : 1;
    } catch (IOException e) {
      out.println("The bench could not be run: " + e.getMessage());
      return 1;
    }
  }

  private Map<String, Object> figures(
      BenchRig rig, JsonNode load, ProcessFigures before, ProcessFigures after)
      throws IOException, InterruptedException {
    Map<String, Double> metrics = rig.metrics();
    double talk = load.path("talkSeconds").asDouble();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("calls", calls);
    figures.put("seconds", seconds);
    figures.put("failed", load.path("failed"));
    figures.put("incomplete", load.path("incompleteCalls"));
    figures.put("silent", load.path("silentCalls"));
    figures.put("talkSeconds", talk);
    figures.put(
        "cpuSecondsPerCallSecond",
        talk == 0 ? 0 : (after.cpuSeconds() - before.cpuSeconds()) / talk);
    figures.put(
        "addedDelayHeardMs", pair(metrics, "oratio_media_added_delay_seconds", "way=\"heard\""));
    figures.put(
        "addedDelaySpokenMs", pair(metrics, "oratio_media_added_delay_seconds", "way=\"spoken\""));
    figures.put("pacerLatenessMs", lateness(metrics));
    figures.put("inviteToOkMs", load.path("answerMs"));
    figures.put("completeness", load.path("completeness"));
    figures.put("residentMb", after.residentMb());
    figures.put("residentPeakMb", after.peakMb());
    figures.put("threads", after.threads());
    figures.put("load", load);
    return figures;
  }

  private static Map<String, Double> pair(Map<String, Double> metrics, String name, String label) {
    Map<String, Double> pair = new LinkedHashMap<>();
    pair.put("p50", millis(metrics, name, label, "quantile=\"0.5\""));
    pair.put("p99", millis(metrics, name, label, "quantile=\"0.99\""));
    return pair;
  }

  private static Map<String, Double> lateness(Map<String, Double> metrics) {
    Map<String, Double> lateness = new LinkedHashMap<>();
    lateness.put(
        "p99", millis(metrics, "oratio_media_pacer_lateness_seconds", "", "quantile=\"0.99\""));
    lateness.put(
        "p999", millis(metrics, "oratio_media_pacer_lateness_seconds", "", "quantile=\"0.999\""));
    return lateness;
  }

  private static double millis(
      Map<String, Double> metrics, String name, String label, String quantile) {
    return metrics.entrySet().stream()
        .filter(it -> it.getKey().startsWith(name + "{"))
        .filter(it -> it.getKey().contains(label) && it.getKey().contains(quantile))
        .mapToDouble(it -> it.getValue() * 1000)
        .findFirst()
        .orElse(Double.NaN);
  }

  private void print(Map<String, Object> figures) {
    out.println();
    line(
        "calls",
        "%d of %d s; failed %s, incomplete %s, silent %s",
        calls,
        seconds,
        figures.get("failed"),
        figures.get("incomplete"),
        figures.get("silent"));
    line(
        "CPU",
        "%.5f CPU-s per call-s (user and system of the gateway's process, from /proc, over %.0f"
            + " call-s)",
        figures.get("cpuSecondsPerCallSecond"),
        figures.get("talkSeconds"));
    line(
        "added delay in",
        "%s ms (packet's arrival to its sound given to the engine; the gateway's own histogram)",
        figures.get("addedDelayHeardMs"));
    line(
        "added delay out",
        "%s ms (a stretch's first sound from the engine to its first packet; likewise)",
        figures.get("addedDelaySpokenMs"));
    line(
        "pacer lateness",
        "%s ms (due to begun, every tick since the start)",
        figures.get("pacerLatenessMs"));
    line("INVITE to 200", "%s ms (at the caller)", figures.get("inviteToOkMs"));
    line(
        "completeness",
        "%s (packets heard per packet due, at the caller)",
        figures.get("completeness"));
    line(
        "memory",
        "%d MB resident, %d MB at the most; %d threads (from /proc)",
        figures.get("residentMb"),
        figures.get("residentPeakMb"),
        figures.get("threads"));
    line(
        "protocol",
        "%s errors counted by the strict simulator",
        figures.get("simulatorProtocolErrors"));
  }

  private void line(String what, String format, Object... values) {
    out.printf(Locale.ROOT, "%-16s " + format + "%n", prepend(what, values));
  }

  private static Object[] prepend(String first, Object[] rest) {
    Object[] all = new Object[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  static int number(String option, String value, int max) throws WrongUse {
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new WrongUse(option + " needs a number from 1 to " + max);
  }
}
