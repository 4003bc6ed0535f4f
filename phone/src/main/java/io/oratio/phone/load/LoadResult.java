package io.oratio.phone.load;

import java.util.Map;

/// What came of a load.
///
/// @param plan what was asked
/// @param failed reason → calls that were not answered or broke off
/// @param answerMs from INVITE to 200
/// @param completeness of each call that was to be judged: packets that came per packet due
/// @param incomplete calls whose completeness is off by more than 1 %
/// @param silent calls in which nothing was said by the other side
/// @param heardDbfs level of the loud parts, over calls
/// @param firstSpeechMs from the answer to the first words
/// @param gaps stretches of 60 ms and more without a packet, over all calls
/// @param latenessP99Ms how late our own clock was: a judge with an unsteady hand says so
/// @param cpuSeconds that this process used
/// @param wallSeconds from the first INVITE to the last end
public record LoadResult(
    LoadPlan plan,
    int calls,
    int answered,
    Map<String, Integer> failed,
    Spread answerMs,
    Spread completeness,
    int incomplete,
    int silent,
    Spread heardDbfs,
    Spread firstSpeechMs,
    long gaps,
    long longestGapMs,
    long packetsIn,
    long packetsOut,
    long packetsLost,
    long packetsLate,
    Spread jitterMs,
    Spread meanOpinionScore,
    double talkSeconds,
    double latenessP99Ms,
    double latenessP999Ms,
    double cpuSeconds,
    double wallSeconds) {
  public LoadResult {
    failed = Map.copyOf(failed);
  }

  /// Whether no call failed, none was incomplete and none was silent.
  public boolean isClean() {
    return failed.isEmpty() && incomplete == 0 && silent == 0;
  }
}
