package io.oratio.phone.report;

import io.oratio.media.path.Quality;
import io.oratio.phone.call.CallReport;
import io.oratio.phone.sound.Heard;
import java.util.LinkedHashMap;
import java.util.Map;

/// The shape of a call's report for scripts; fields are only ever added.
public final class ReportJson {
  private ReportJson() {}

  /// The report as a map for [Json]. Times in milliseconds since the INVITE are -1 where it did not
  /// happen; levels are dBFS.
  public static Map<String, Object> of(CallReport report) {
    Heard.Snapshot heard = report.heard();
    Quality quality = report.quality();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("callId", report.callId());
    map.put("target", report.target());
    map.put("outcome", report.outcome());
    map.put("status", report.status());
    map.put("reason", report.reason());
    map.put("endedBy", report.endedBy());
    map.put("ringMs", report.ringMs());
    map.put("answerMs", report.answerMs());
    map.put("talkMs", report.talkMs());
    map.put("heardSpeech", report.hasHeardSpeech());
    map.put("heardMs", heard.heardMs());
    map.put("heardLoudMs", heard.loudMs());
    map.put("heardRmsDbfs", heard.rmsDbfs());
    map.put("heardSpeechDbfs", heard.speechDbfs());
    map.put("firstSpeechMs", heard.firstSpeechMs());
    map.put("lastSpeechMs", heard.lastSpeechMs());
    map.put("packetsIn", quality.packetsReceived());
    map.put("packetsOut", quality.packetsSent());
    map.put("packetsLost", quality.packetsLost());
    map.put("packetsLate", quality.packetsLate());
    map.put("packetsForeign", quality.packetsForeign());
    map.put("completeness", report.completeness());
    map.put("gaps", report.gaps());
    map.put("longestGapMs", report.longestGapMs());
    map.put("jitterMs", quality.jitterMs());
    map.put("roundTripMs", quality.roundTripMs());
    map.put("mos", quality.meanOpinionScore());
    return map;
  }
}
