package io.oratio.runtime.conversation;

import java.util.Optional;

/// Ids of runs, which name their conversation: so a run is found by its id alone, in any store.
public final class RunIds {
  private static final int LONGEST = 64;

  private RunIds() {}

  /// @param own letters and digits
  static String of(String conversationId, String own) {
    String whole = conversationId + "-" + own;
    // An id of another making may be long; such a run is found by its conversation only.
    return whole.length() <= LONGEST ? whole : own;
  }

  /// The conversation that a run belongs to; empty for an id that names none. Whether there is such
  /// a run is not known from that.
  public static Optional<String> conversationOf(String runId) {
    int end = runId.lastIndexOf('-');
    return end < 1 ? Optional.empty() : Optional.of(runId.substring(0, end));
  }
}
