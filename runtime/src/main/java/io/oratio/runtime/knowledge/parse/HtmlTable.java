package io.oratio.runtime.knowledge.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/// A table of a page that holds facts, unlike one that only arranges the page.
final class HtmlTable {
  private HtmlTable() {}

  /// Whether the table holds facts: it has header cells, or at least two rows of two cells, and no
  /// headings, lists or tables within.
  static boolean isTable(Element table) {
    if (table.selectFirst("h1,h2,h3,h4,h5,h6,table table,form") != null) {
      return false;
    }
    if (table.attr("role").equals("presentation")) {
      return false;
    }
    int rows = 0;
    for (Element row : table.select("tr")) {
      rows += row.childrenSize() >= 2 ? 1 : 0;
    }
    return rows >= 2 || rows >= 1 && table.selectFirst("th") != null;
  }

  static void read(Element table, BlockCollector blocks) {
    Element caption = table.selectFirst("caption");
    if (caption != null) {
      blocks.paragraph(caption.text(), Place.NONE);
    }
    List<List<String>> rows = new ArrayList<>();
    Map<Integer, Spanned> spans = new HashMap<>();
    boolean isHeaderTold = false;
    long cells = 0;
    for (Element row : table.select("tr")) {
      List<String> words = row(row, spans, blocks);
      cells += words.size();
      blocks.checkCells(cells, words.size());
      if (rows.isEmpty()) {
        isHeaderTold = isHeader(row);
      }
      if (words.stream().anyMatch(PlainWords::hasWords)) {
        rows.add(words);
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    List<List<String>> others = rows.subList(1, rows.size());
    if (isHeaderTold && !others.isEmpty() || PlainWords.isHeader(rows.getFirst(), others)) {
      blocks.table(rows.getFirst(), others, Place.NONE);
    } else {
      blocks.table(List.of(), rows, Place.NONE);
    }
  }

  /// A cell that reaches down into the rows below it.
  private record Spanned(String words, int rowsLeft) {}

  private static List<String> row(Element row, Map<Integer, Spanned> spans, BlockCollector blocks) {
    List<String> words = new ArrayList<>();
    for (Element cell : row.children()) {
      if (!cell.normalName().equals("td") && !cell.normalName().equals("th")) {
        continue;
      }
      fromAbove(words, spans);
      String text = text(cell);
      int columns = span(cell, "colspan");
      int below = span(cell, "rowspan") - 1;
      blocks.checkCells(0, words.size() + columns);
      for (int column = 0; column < columns; column++) {
        if (below > 0) {
          spans.put(words.size(), new Spanned(column == 0 ? text : "", below));
        }
        words.add(column == 0 ? text : "");
      }
    }
    fromAbove(words, spans);
    return words;
  }

  private static void fromAbove(List<String> words, Map<Integer, Spanned> spans) {
    for (Spanned above = spans.remove(words.size());
        above != null;
        above = spans.remove(words.size())) {
      if (above.rowsLeft() > 1) {
        spans.put(words.size(), new Spanned(above.words(), above.rowsLeft() - 1));
      }
      words.add(above.words());
    }
  }

  private static boolean isHeader(Element row) {
    boolean isInHead = row.parent() != null && row.parent().normalName().equals("thead");
    long headers = row.children().stream().filter(it -> it.normalName().equals("th")).count();
    return isInHead || headers > 1 && headers == row.childrenSize();
  }

  private static int span(Element cell, String attribute) {
    String value = cell.attr(attribute);
    return value.matches("\\d{1,4}") ? Math.max(1, Integer.parseInt(value)) : 1;
  }

  /// A cell's words; breaks and blocks in it part them.
  private static String text(Element cell) {
    StringBuilder text = new StringBuilder();
    cell.filter(
        new NodeFilter() {
          @Override
          public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode words) {
              text.append(words.getWholeText().replace(PlainWords.BREAK, ' '));
            } else if (node instanceof Element element) {
              if (HtmlReader.isLeftOut(element)) {
                return FilterResult.SKIP_ENTIRELY;
              }
              boolean parts = element != cell && element.isBlock();
              if ((parts || element.normalName().equals("br")) && PlainWords.hasWords(text)) {
                text.append(PlainWords.BREAK);
              }
            }
            return FilterResult.CONTINUE;
          }

          @Override
          public FilterResult tail(Node node, int depth) {
            return FilterResult.CONTINUE;
          }
        });
    return text.toString();
  }
}
