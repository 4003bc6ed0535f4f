package io.oratio.runtime.knowledge.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Takes out what stands on every page and belongs to none: headers, footers, page numbers.
final class PdfFurniture {
  private static final int LINES_AT_AN_EDGE = 3;
  private static final double EDGE = 0.13;
  private static final Pattern PAGE_NUMBER =
      Pattern.compile(
          "(?i)[-–|\\s]*(page|seite|página|pagina)?\\s*\\d{1,4}(\\s*(/|of|von|de|di)\\s*\\d{1,4})?[-–|\\s]*");

  private PdfFurniture() {}

  static List<PdfLine> without(List<PdfLine> lines) {
    Map<Integer, List<PdfLine>> pages = new TreeMap<>();
    lines.forEach(it -> pages.computeIfAbsent(it.page(), _ -> new ArrayList<>()).add(it));
    Map<String, Integer> pagesOf = new HashMap<>();
    Set<PdfLine> candidates = new HashSet<>();
    for (List<PdfLine> page : pages.values()) {
      Set<String> here = new HashSet<>();
      for (PdfLine line : edges(page)) {
        candidates.add(line);
        if (here.add(key(line))) {
          pagesOf.merge(key(line), 1, Integer::sum);
        }
      }
    }
    int needed = Math.max(2, (pages.size() + 1) / 2);
    return lines.stream()
        .filter(
            it ->
                !(candidates.contains(it)
                    && (PAGE_NUMBER.matcher(it.text()).matches()
                        || pagesOf.getOrDefault(key(it), 0) >= needed)))
        .toList();
  }

  /// The outermost lines of a page that also lie near its edge.
  private static List<PdfLine> edges(List<PdfLine> page) {
    List<PdfLine> sorted = new ArrayList<>(page);
    sorted.sort(Comparator.comparingDouble(PdfLine::baseline));
    List<PdfLine> edges = new ArrayList<>();
    for (int at = 0; at < sorted.size(); at++) {
      PdfLine line = sorted.get(at);
      boolean isOuter = at < LINES_AT_AN_EDGE || at >= sorted.size() - LINES_AT_AN_EDGE;
      double share = line.baseline() / Math.max(1, line.pageHeight());
      if (isOuter && (share < EDGE || share > 1 - EDGE)) {
        edges.add(line);
      }
    }
    return edges;
  }

  /// The same on each page but for its numbers, at about the same height.
  private static String key(PdfLine line) {
    return Math.round(line.baseline() / 6) + " " + line.text().replaceAll("\\d+", "#");
  }
}
