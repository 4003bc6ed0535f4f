package io.oratio.control.agent;

import java.util.ArrayList;
import java.util.List;

/// Two texts compared line by line, in the unified form, as one hunk with three lines around it.
/// Texts that differ in too many lines are shown as one taken out and one put in.
final class LineDiff {
  private static final int AROUND = 3;
  private static final long COMPARISONS_MAX = 4_000_000;

  private LineDiff() {}

  /// Empty when both are the same.
  static String unified(String before, String after) {
    if (before.equals(after)) {
      return "";
    }
    List<String> old = List.of(before.split("\n", -1));
    List<String> now = List.of(after.split("\n", -1));
    int head = 0;
    while (head < Math.min(old.size(), now.size()) && old.get(head).equals(now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(old.size(), now.size()) - head
        && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
      tail++;
    }
    int begin = Math.max(0, head - AROUND);
    int after3 = Math.min(AROUND, tail);
    List<String> lines = new ArrayList<>();
    old.subList(begin, head).forEach(it -> lines.add(" " + it));
    middle(old.subList(head, old.size() - tail), now.subList(head, now.size() - tail), lines);
    old.subList(old.size() - tail, old.size() - tail + after3).forEach(it -> lines.add(" " + it));
    return "--- prompt.md\n+++ prompt.md\n@@ -"
        + range(begin, old.size() - tail + after3 - begin)
        + " +"
        + range(begin, now.size() - tail + after3 - begin)
        + " @@\n"
        + String.join("\n", lines)
        + "\n";
  }

  private static String range(int begin, int count) {
    return (count == 0 ? begin : begin + 1) + "," + count;
  }

  /// The longest lines in common stay, by the usual table.
  private static void middle(List<String> old, List<String> now, List<String> lines) {
    if ((long) old.size() * now.size() > COMPARISONS_MAX) {
      old.forEach(it -> lines.add("-" + it));
      now.forEach(it -> lines.add("+" + it));
      return;
    }
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        lines.add(" " + old.get(i));
        i++;
        j++;
      } else if (i < old.size() && (j == now.size() || common[i + 1][j] >= common[i][j + 1])) {
        lines.add("-" + old.get(i++));
      } else {
        lines.add("+" + now.get(j++));
      }
    }
  }
}
