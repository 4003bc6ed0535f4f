package io.oratio.engine.nova;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tool uses that wait for an answer, and until when. Its owner keeps it to one thread at a
/// time.
final class PendingTools {
  private final Map<String, Long> deadlineNanos = new LinkedHashMap<>();

  void add(String toolUseId, long deadline) {
    deadlineNanos.put(toolUseId, deadline);
  }

  /// Whether this one waited; it does not any more.
  boolean answered(String toolUseId) {
    return deadlineNanos.remove(toolUseId) != null;
  }

  boolean isEmpty() {
    return deadlineNanos.isEmpty();
  }

  /// Takes those whose time is over.
  List<String> takeOverdue(long nowNanos) {
    List<String> overdue = new ArrayList<>();
    deadlineNanos.forEach(
        (id, deadline) -> {
          if (nowNanos - deadline >= 0) {
            overdue.add(id);
          }
        });
    overdue.forEach(deadlineNanos::remove);
    return overdue;
  }

  List<String> takeAll() {
    List<String> all = List.copyOf(deadlineNanos.keySet());
    deadlineNanos.clear();
    return all;
  }
}
