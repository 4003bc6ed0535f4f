package io.oratio.runtime.knowledge.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Finds which sign parts the columns of a CSV file (RFC 4180 says the comma; half of Europe writes
/// the semicolon), or that a text is no such file.
final class Delimiter {
  private static final char[] CANDIDATES = {';', '\t', ',', '|'};
  private static final int RECORDS = 100;

  /// Of the records, this share must have the same number of columns.
  private static final double ALIKE = 0.9;

  private Delimiter() {}

  /// @param head the beginning of the text
  /// @param isExpected whether its name says that it is a CSV file, so that less evidence is asked
  /// @return the sign; empty for a text that is no table
  static OptionalInt sniff(String head, boolean isExpected) {
    int best = -1;
    double bestScore = 0;
    for (char candidate : CANDIDATES) {
      double score = score(head, candidate, isExpected);
      if (score > bestScore) {
        bestScore = score;
        best = candidate;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  /// How well the sign parts the text: its columns where nearly all records have as many, else 0.
  private static double score(String head, char delimiter, boolean isExpected) {
    List<Integer> columns = new ArrayList<>();
    int[] proseSigns = new int[1];
    count(head, delimiter, columns, proseSigns);
    if (columns.isEmpty() || columns.size() < (isExpected ? 1 : 3)) {
      return 0;
    }
    int common = mostCommon(columns);
    if (common < 2) {
      return 0;
    }
    long alike = columns.stream().filter(it -> it == common).count();
    int signs = columns.stream().mapToInt(it -> it - 1).sum();
    if (isExpected) {
      return common + (double) alike / columns.size();
    }
    boolean isProse = proseSigns[0] > signs / 2;
    return alike >= ALIKE * columns.size() && !isProse ? common : 0;
  }

  /// Counts the columns of each record, quotes respected, and the signs with a blank behind them,
  /// as they stand in sentences.
  private static void count(String head, char delimiter, List<Integer> columns, int[] proseSigns) {
    boolean isQuoted = false;
    boolean isBlank = true;
    int signs = 0;
    for (int at = 0; at < head.length() && columns.size() < RECORDS; at++) {
      char c = head.charAt(at);
      if (c == '"') {
        isQuoted = !isQuoted;
        isBlank = false;
      } else if (c == delimiter && !isQuoted) {
        signs++;
        isBlank = false;
        if (at + 1 < head.length() && head.charAt(at + 1) == ' ') {
          proseSigns[0]++;
        }
      } else if (c == '\n' && !isQuoted) {
        if (!isBlank) {
          columns.add(signs + 1);
        }
        signs = 0;
        isBlank = true;
      } else if (!Character.isWhitespace(c)) {
        isBlank = false;
      }
    }
    if (!isBlank && columns.size() < RECORDS && !isQuoted) {
      columns.add(signs + 1);
    }
  }

  private static int mostCommon(List<Integer> columns) {
    int best = 0;
    long bestCount = 0;
    for (int it : columns.stream().distinct().toList()) {
      long count = columns.stream().filter(other -> other == it).count();
      if (count > bestCount) {
        bestCount = count;
        best = it;
      }
    }
    return best;
  }
}
