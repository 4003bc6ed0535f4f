package io.oratio.phone.load;

import io.oratio.phone.report.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Writes the result of a load for scripts and for people.
public final class LoadReport {
  private LoadReport() {}

  /// One JSON object; fields are only ever added.
  public static String json(LoadResult result) {
    LoadPlan plan = result.plan();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("target", plan.target());
    map.put("concurrent", plan.concurrent());
    map.put("total", plan.total());
    map.put("talkMs", plan.talk().toMillis());
    map.put("voice", plan.voice());
    map.put("clean", result.isClean());
    map.put("calls", result.calls());
    map.put("answered", result.answered());
    map.put("failedCalls", failedCalls(result));
    map.put("failed", result.failed());
    map.put("answerMs", result.answerMs().toMap());
    map.put("completeness", result.completeness().toMap());
    map.put("incompleteCalls", result.incomplete());
    map.put("silentCalls", result.silent());
    map.put("heardDbfs", result.heardDbfs().toMap());
    map.put("firstSpeechMs", result.firstSpeechMs().toMap());
    map.put("gaps", result.gaps());
    map.put("longestGapMs", result.longestGapMs());
    map.put("packetsIn", result.packetsIn());
    map.put("packetsOut", result.packetsOut());
    map.put("packetsLost", result.packetsLost());
    map.put("packetsLate", result.packetsLate());
    map.put("jitterMs", result.jitterMs().toMap());
    map.put("mos", result.meanOpinionScore().toMap());
    map.put("talkSeconds", result.talkSeconds());
    map.put("loadLatenessP99Ms", result.latenessP99Ms());
    map.put("loadLatenessP999Ms", result.latenessP999Ms());
    map.put("loadCpuSeconds", result.cpuSeconds());
    map.put("wallSeconds", result.wallSeconds());
    return Json.write(map);
  }

  private static int failedCalls(LoadResult result) {
    return result.failed().values().stream().mapToInt(Integer::intValue).sum();
  }

  /// A table of a few lines.
  public static String table(LoadResult result) {
    StringBuilder text = new StringBuilder();
    row(
        text,
        "calls",
        "%d, %d answered, %d failed %s",
        result.calls(),
        result.answered(),
        failedCalls(result),
        result.failed().isEmpty() ? "" : result.failed());
    row(
        text,
        "INVITE to 200",
        "p50 %.0f ms, p99 %.0f ms, max %.0f ms",
        result.answerMs().p50(),
        result.answerMs().p99(),
        result.answerMs().max());
    if (result.plan().judgesSound()) {
      row(
          text,
          "sound complete",
          "%d of %d calls within 1 %%; least %.2f %%, most %.2f %%",
          result.completeness().count() - result.incomplete(),
          result.completeness().count(),
          100 * result.completeness().min(),
          100 * result.completeness().max());
      row(
          text,
          "heard speech",
          "%d of %d calls, median %.1f dBFS, first words after %.0f ms",
          result.completeness().count() - result.silent(),
          result.completeness().count(),
          result.heardDbfs().p50(),
          result.firstSpeechMs().p50());
      row(
          text,
          "gaps",
          "%d of 60 ms and more, longest %d ms",
          result.gaps(),
          result.longestGapMs());
      row(
          text,
          "jitter, MOS",
          "p99 %.1f ms, median %.1f, worst %.1f",
          result.jitterMs().p99(),
          result.meanOpinionScore().p50(),
          result.meanOpinionScore().min());
    }
    row(
        text,
        "packets",
        "%d in, %d out, %d lost, %d late",
        result.packetsIn(),
        result.packetsOut(),
        result.packetsLost(),
        result.packetsLate());
    row(
        text,
        "this load",
        "%.4f CPU-s per call-s, clock late p99 %.2f ms, p99.9 %.2f ms",
        result.cpuSeconds() / Math.max(0.001, result.talkSeconds()),
        result.latenessP99Ms(),
        result.latenessP999Ms());
    return text.toString();
  }

  private static void row(StringBuilder text, String name, String format, Object... values) {
    text.append(String.format(Locale.ROOT, "%-15s ", name));
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
