package io.oratio.phone.load;

import io.oratio.media.path.Delays;
import io.oratio.media.path.Quality;
import io.oratio.phone.call.CallOutcome;
import io.oratio.phone.call.CallReport;
import io.oratio.phone.call.EndedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Gathers the figures of a load call by call. The load's thread only.
final class LoadTally {
  private static final double COMPLETE_WITHIN = 0.01;

  /// A call that lasted less than this share of its time broke off.
  private static final double WHOLE_SHARE = 0.98;

  private final LoadPlan plan;
  private final Map<String, Integer> failed = new TreeMap<>();
  private final List<Long> answerMs = new ArrayList<>();
  private final List<Double> completeness = new ArrayList<>();
  private final List<Double> heardDbfs = new ArrayList<>();
  private final List<Long> firstSpeechMs = new ArrayList<>();
  private final List<Double> jitterMs = new ArrayList<>();
  private final List<Double> scores = new ArrayList<>();
  private long begunNanos;
  private Duration cpuAtBegin = Duration.ZERO;
  private int calls;
  private int answered;
  private int incomplete;
  private int silent;
  private long gaps;
  private long longestGapMs;
  private long packetsIn;
  private long packetsOut;
  private long packetsLost;
  private long packetsLate;
  private double talkSeconds;

  LoadTally(LoadPlan plan) {
    this.plan = plan;
  }

  void begin() {
    begunNanos = System.nanoTime();
    cpuAtBegin = cpu();
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  void failed(String reason) {
    calls++;
    failed.merge(reason, 1, Integer::sum);
  }

  void ended(CallReport report) {
    String reason = failure(report);
    if (reason.isEmpty()) {
      calls++;
    } else {
      failed(reason);
    }
    if (report.outcome() != CallOutcome.ANSWERED) {
      return;
    }
    answered++;
    answerMs.add(report.answerMs());
    talkSeconds += report.talkMs() / 1_000.0;
    Quality quality = report.quality();
    packetsIn += quality.packetsReceived();
    packetsOut += quality.packetsSent();
    packetsLost += quality.packetsLost();
    packetsLate += quality.packetsLate();
    if (plan.judgesSound()) {
      judge(report, quality);
    }
  }

  private void judge(CallReport report, Quality quality) {
    completeness.add(report.completeness());
    incomplete += Math.abs(report.completeness() - 1) > COMPLETE_WITHIN ? 1 : 0;
    gaps += report.gaps();
    longestGapMs = Math.max(longestGapMs, report.longestGapMs());
    jitterMs.add(quality.jitterMs());
    scores.add(quality.meanOpinionScore());
    if (report.hasHeardSpeech()) {
      heardDbfs.add(report.heard().speechDbfs());
      firstSpeechMs.add(report.heard().firstSpeechMs());
    } else {
      silent++;
    }
  }

  /// In words that group alike failures; empty if the call went as planned.
  private String failure(CallReport report) {
    return switch (report.outcome()) {
      case ANSWERED -> {
        boolean isWhole = report.talkMs() >= plan.talk().toMillis() * WHOLE_SHARE;
        yield isWhole || report.endedBy() == EndedBy.US ? "" : "broken off by the other side";
      }
      case REFUSED -> "refused with " + report.status();
      case NO_ANSWER -> "no answer";
      case CANCELLED -> "taken back";
      case UNREACHABLE -> "unreachable";
    };
  }

  LoadResult result(Delays lateness) {
    return new LoadResult(
        plan,
        calls,
        answered,
        failed,
        Spread.of(answerMs),
        Spread.of(completeness),
        incomplete,
        silent,
        Spread.of(heardDbfs),
        Spread.of(firstSpeechMs),
        gaps,
        longestGapMs,
        packetsIn,
        packetsOut,
        packetsLost,
        packetsLate,
        Spread.of(jitterMs),
        Spread.of(scores),
        talkSeconds,
        lateness.p99Ms(),
        lateness.p999Ms(),
        cpu().minus(cpuAtBegin).toNanos() / 1e9,
        (System.nanoTime() - begunNanos) / 1e9);
  }
}
