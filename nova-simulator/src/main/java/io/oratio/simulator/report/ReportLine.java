package io.oratio.simulator.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// Writes a report as one line of JSON. What is absent is left out.
final class ReportLine {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ReportLine() {}

  static String of(SessionReport report) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("id", report.id());
    line.put("model", report.model());
    line.put("started", report.started().toString());
    line.put("lengthMs", report.lengthMs());
    line.put("endedBy", report.endedBy().name());
    line.put("eventsIn", new TreeMap<>(report.eventsIn()));
    line.put("eventsOut", new TreeMap<>(report.eventsOut()));
    line.put("protocolErrors", report.protocolErrors());
    line.put("warnings", report.warnings());
    line.put("audioSecondsIn", rounded(report.audioSecondsIn()));
    line.put("audioSecondsOut", rounded(report.audioSecondsOut()));
    line.put("audioGapMaxMs", report.audioGapMaxMs());
    line.put("audioGapP99Ms", report.audioGapP99Ms());
    line.put("audioRmsIn", rounded(report.audioRmsIn()));
    line.put("inputRateHz", report.inputRateHz());
    line.put("outputRateHz", report.outputRateHz());
    line.put("toneHz", rounded(report.toneHz()));
    line.put("turns", report.turns());
    line.put("texts", report.texts());
    line.put("toolUses", report.toolUses());
    line.put("toolResults", report.toolResults());
    line.put("interruptions", report.interruptions());
    report.firstAudioMs().ifPresent(ms -> line.put("firstAudioMs", ms));
    line.put("responseMs", report.responseMs());
    line.put("faults", report.faults());
    report.savedAudio().ifPresent(path -> line.put("savedAudio", path));
    return JSON.writeValueAsString(line);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
