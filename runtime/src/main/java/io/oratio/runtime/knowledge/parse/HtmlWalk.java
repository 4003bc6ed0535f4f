package io.oratio.runtime.knowledge.parse;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/// Walks a page's tree from its beginning to its end, without recursion, however deep it nests.
final class HtmlWalk implements NodeFilter {
  /// Deeper tables only arrange; asking each of them what it is would take the square of the time.
  private static final int TABLES_DEPTH = 8;

  private final BlockCollector blocks;
  private final StringBuilder open = new StringBuilder();
  private final StringBuilder marker = new StringBuilder();
  private final Map<Element, Integer> counts = new IdentityHashMap<>();
  private int headingLevel;
  private int listDepth;
  private int tableDepth;
  private boolean isItem;

  HtmlWalk(BlockCollector blocks) {
    this.blocks = blocks;
  }

  void walk(Element root) {
    root.filter(this);
    flush();
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode text) {
      blocks.checkCharacters(open.length());
      // White space in the source is a blank; only <br> breaks a line.
      appendFolded(text.getWholeText());
      return FilterResult.CONTINUE;
    }
    if (!(node instanceof Element element)) {
      return FilterResult.CONTINUE;
    }
    if (HtmlReader.isLeftOut(element)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    return start(element);
  }

  private FilterResult start(Element element) {
    switch (element.normalName()) {
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        flush();
        headingLevel = element.normalName().charAt(1) - '0';
      }
      case "br" -> open.append(PlainWords.BREAK);
      case "ul", "ol", "menu" -> {
        flush();
        listDepth++;
      }
      case "li" -> {
        flush();
        isItem = true;
        marker.setLength(0);
        marker.append(number(element));
      }
      case "table" -> {
        flush();
        tableDepth++;
        if (tableDepth <= TABLES_DEPTH && HtmlTable.isTable(element)) {
          HtmlTable.read(element, blocks);
          tableDepth--;
          return FilterResult.SKIP_ENTIRELY;
        }
      }
      case "pre" -> {
        flush();
        blocks.code(element.wholeText(), Place.NONE);
        return FilterResult.SKIP_ENTIRELY;
      }
      default -> {
        if (isBlock(element)) {
          flush();
        }
      }
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element) {
      switch (element.normalName()) {
        case "h1", "h2", "h3", "h4", "h5", "h6" -> {
          flush();
          headingLevel = 0;
        }
        case "br" -> {
          // It was written where it began.
        }
        case "ul", "ol", "menu" -> {
          flush();
          listDepth = Math.max(0, listDepth - 1);
        }
        case "li" -> {
          flush();
          isItem = false;
        }
        case "table" -> {
          flush();
          tableDepth = Math.max(0, tableDepth - 1);
        }
        default -> {
          if (isBlock(element)) {
            flush();
          }
        }
      }
    }
    return FilterResult.CONTINUE;
  }

  /// Block elements of HTML's rendering section; `td` parts words where a table only arranges.
  private static boolean isBlock(Element element) {
    return switch (element.normalName()) {
      case "td", "th", "tr", "summary", "details", "option", "legend" -> true;
      default -> element.isBlock();
    };
  }

  /// What stands in front of an item: its number in an ordered list. The count is kept with the
  /// list, so that a long one is not counted again for each item.
  private String number(Element item) {
    Element list = item.parent();
    if (list == null || !list.normalName().equals("ol")) {
      return "";
    }
    String start = list.attr("start");
    int first = start.matches("\\d{1,6}") ? Integer.parseInt(start) : 1;
    return counts.merge(list, first, (count, _) -> count + 1) + ". ";
  }

  private void appendFolded(String text) {
    boolean isBlankDue = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
        isBlankDue = true;
        continue;
      }
      if (isBlankDue) {
        open.append(' ');
        isBlankDue = false;
      }
      open.append(c);
    }
    if (isBlankDue) {
      open.append(' ');
    }
  }

  private void flush() {
    if (open.isEmpty()) {
      return;
    }
    if (!PlainWords.hasWords(open)) {
      open.setLength(0);
      return;
    }
    if (headingLevel > 0) {
      blocks.heading(headingLevel, open.toString().replace(PlainWords.BREAK, ' '), Place.NONE);
    } else if (isItem && listDepth > 0) {
      blocks.item(listDepth, marker.toString() + open, Place.NONE);
      marker.setLength(0);
    } else {
      blocks.paragraph(open, Place.NONE);
    }
    open.setLength(0);
  }
}
