package io.oratio.runtime.knowledge.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a PDF looks as a whole: the size of its running text, the sizes above it, the usual distance
/// of lines, and its words written with a hyphen.
final class PdfLooks {
  /// A heading is larger than the running text by this much.
  private static final double LARGER = 1.12;

  private static final int HEADING_WORDS = 16;
  private static final int LEVELS_BY_SIZE = 5;
  private static final int HYPHENATED = 20_000;
  private static final Pattern WITH_HYPHEN = Pattern.compile("\\p{L}+-\\p{L}+");

  private final double bodySize;
  private final boolean isBodyBold;
  private final List<Double> headingSizes;
  private final Map<Double, Double> leading;
  private final Set<String> hyphenated;

  private PdfLooks(
      double bodySize,
      boolean isBodyBold,
      List<Double> headingSizes,
      Map<Double, Double> leading,
      Set<String> hyphenated) {
    this.bodySize = bodySize;
    this.isBodyBold = isBodyBold;
    this.headingSizes = headingSizes;
    this.leading = leading;
    this.hyphenated = hyphenated;
  }

  static PdfLooks of(List<PdfLine> lines) {
    Map<Double, Long> letters = new HashMap<>();
    Map<Double, List<Double>> gaps = new HashMap<>();
    Set<String> hyphenated = new HashSet<>();
    long bold = 0;
    long all = 0;
    for (int at = 0; at < lines.size(); at++) {
      PdfLine line = lines.get(at);
      String text = line.text();
      letters.merge(line.size(), (long) text.length(), Long::sum);
      all += text.length();
      bold += line.isBold() ? text.length() : 0;
      Matcher hyphens = WITH_HYPHEN.matcher(text);
      while (hyphens.find() && hyphenated.size() < HYPHENATED) {
        hyphenated.add(hyphens.group().toLowerCase(Locale.ROOT));
      }
      if (at > 0 && lines.get(at - 1).page() == line.page()) {
        double gap = line.baseline() - lines.get(at - 1).baseline();
        if (gap > 0 && gap < 4 * line.size()) {
          gaps.computeIfAbsent(line.size(), _ -> new ArrayList<>()).add(gap);
        }
      }
    }
    double body =
        letters.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(1.0);
    TreeSet<Double> larger = new TreeSet<>();
    lines.stream()
        .filter(it -> it.size() >= body * LARGER && isShort(it))
        .forEach(it -> larger.add(it.size()));
    Map<Double, Double> leading = new HashMap<>();
    gaps.forEach((size, found) -> leading.put(size, lowerThird(found)));
    return new PdfLooks(
        body, bold * 2 > all, List.copyOf(larger.descendingSet()), leading, hyphenated);
  }

  /// Lines within paragraphs stand closer than those between; the lower third is within.
  private static double lowerThird(List<Double> gaps) {
    gaps.sort(null);
    return gaps.get(gaps.size() / 3);
  }

  /// 1 to 5 by size, 6 for a bold line of the running text's size, 0 for what is no heading.
  int headingLevel(PdfLine line) {
    if (!isShort(line)) {
      return 0;
    }
    if (line.size() >= bodySize * LARGER) {
      return 1 + Math.min(LEVELS_BY_SIZE - 1, headingSizes.indexOf(line.size()));
    }
    boolean isAlone = line.cells().size() == 1;
    boolean isSet = line.isBold() && !isBodyBold && line.size() >= bodySize * 0.98;
    String text = line.text();
    boolean ends = ".,;:".indexOf(text.charAt(text.length() - 1)) >= 0;
    return isSet && isAlone && !ends ? 6 : 0;
  }

  /// The usual distance of a line from the one above it, in points.
  double leading(PdfLine line) {
    double most = 1.7 * line.size();
    return Math.min(most, leading.getOrDefault(line.size(), most));
  }

  boolean isHyphenated(String word) {
    return hyphenated.contains(word.toLowerCase(Locale.ROOT).replaceAll("\\P{L}+$", ""));
  }

  private static boolean isShort(PdfLine line) {
    String text = line.text();
    return line.words().size() <= HEADING_WORDS && text.codePoints().anyMatch(Character::isLetter);
  }
}
