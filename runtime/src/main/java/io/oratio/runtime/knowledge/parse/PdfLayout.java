package io.oratio.runtime.knowledge.parse;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes headings, paragraphs, items and tables of a PDF's lines, by how they look.
final class PdfLayout {
  private static final Pattern ITEM =
      Pattern.compile("(?:[•◦▪‣●○■□➢✓✔·*–\\-\\uf0a7\\uf0b7]|(\\d{1,3})[.)])\\s+(\\S.*)");

  /// A gap larger than this share of the usual one begins a paragraph.
  private static final double PARAGRAPH_GAP = 1.35;

  private static final double SAME_PLACE_POINTS = 2;
  private static final double DEEPER_POINTS = 9;

  private final BlockCollector blocks;
  private final StringBuilder open = new StringBuilder();
  private List<PdfLine> lines = List.of();
  private PdfLooks looks = PdfLooks.of(List.of());
  private PdfLine last = new PdfLine(0, List.of(), 0, 1, false, 1);
  private int openPage;
  private double itemLeft = -1;
  private double outerItemLeft = -1;
  private double rightMost;

  PdfLayout(BlockCollector blocks) {
    this.blocks = blocks;
  }

  void write(List<PdfLine> all) {
    lines = PdfFurniture.without(all);
    looks = PdfLooks.of(lines);
    rightMost = lines.stream().mapToDouble(PdfLine::right).max().orElse(0);
    int at = 0;
    while (at < lines.size()) {
      PdfLine line = lines.get(at);
      int level = looks.headingLevel(line);
      if (level > 0) {
        at = heading(at, level);
        continue;
      }
      int end = PdfTable.end(lines, at, looks);
      if (end > at) {
        flush();
        PdfTable.write(lines.subList(at, end), blocks);
        last = lines.get(end - 1);
        at = end;
        continue;
      }
      line(line);
      at++;
    }
    flush();
  }

  /// A heading may go over several lines of the same looks.
  private int heading(int from, int level) {
    flush();
    StringBuilder text = new StringBuilder(lines.get(from).text());
    int at = from + 1;
    while (at < lines.size()
        && looks.headingLevel(lines.get(at)) == level
        && lines.get(at).size() == lines.get(from).size()
        && isNext(lines.get(at - 1), lines.get(at), 1.5 * lines.get(from).size())) {
      text.append(' ').append(lines.get(at).text());
      at++;
    }
    blocks.heading(level, text, new Place.Page(lines.get(from).page()));
    last = lines.get(at - 1);
    return at;
  }

  private void line(PdfLine line) {
    Matcher item = ITEM.matcher(line.text());
    if (item.matches()) {
      item(line, item);
    } else if (!open.isEmpty() && goesOn(line)) {
      append(line.text());
    } else {
      flush();
      open.append(line.text());
      openPage = line.page();
    }
    last = line;
  }

  private void item(PdfLine line, Matcher item) {
    flush();
    itemLeft = line.left();
    if (outerItemLeft < 0 || itemLeft < outerItemLeft + DEEPER_POINTS) {
      outerItemLeft = itemLeft;
    }
    openPage = line.page();
    open.append(item.group(1) == null ? "" : item.group(1) + ". ").append(item.group(2));
  }

  private boolean goesOn(PdfLine line) {
    String so = open.toString();
    boolean isSentenceOpen = ".!?:".indexOf(so.charAt(so.length() - 1)) < 0;
    boolean beginsLow = Character.isLowerCase(line.text().codePointAt(0));
    if (line.page() != last.page()) {
      return isSentenceOpen && (beginsLow || endsWithHyphen(so));
    }
    double usual = looks.leading(line);
    if (!isNext(last, line, PARAGRAPH_GAP * usual) || line.size() != last.size()) {
      // Another column: the text goes on at the top of it.
      return line.baseline() < last.baseline() && isSentenceOpen && beginsLow;
    }
    if (itemLeft >= 0) {
      return line.left() > itemLeft + SAME_PLACE_POINTS || isSentenceOpen && beginsLow;
    }
    boolean isIndented = line.left() > last.left() + SAME_PLACE_POINTS;
    boolean wasShort = last.right() < last.left() + 0.6 * (rightMost - last.left());
    if (wasShort && !beginsLow) {
      return false;
    }
    return isSentenceOpen || !isIndented;
  }

  private static boolean isNext(PdfLine above, PdfLine below, double most) {
    double gap = below.baseline() - above.baseline();
    return above.page() == below.page() && gap > 0 && gap <= most;
  }

  /// Adds a line's words; a word parted at the line's end is put together again, except where the
  /// document writes it with its hyphen elsewhere too.
  private void append(String text) {
    boolean isLow = Character.isLowerCase(text.codePointAt(0));
    if (endsWithHyphen(open) && isLow) {
      String front = open.substring(open.lastIndexOf(" ") + 1);
      int blank = text.indexOf(' ');
      String whole = front + (blank < 0 ? text : text.substring(0, blank));
      if (!looks.isHyphenated(whole) || open.charAt(open.length() - 1) != '-') {
        open.setLength(open.length() - 1);
      }
      open.append(text);
    } else {
      open.append(endsWithHyphen(open) ? "" : " ").append(text);
    }
  }

  /// Whether the text ends within a word: a letter and a hyphen, a soft one too.
  private static boolean endsWithHyphen(CharSequence text) {
    int length = text.length();
    return length > 1
        && (text.charAt(length - 1) == '-'
            || text.charAt(length - 1) == '\u2010'
            || text.charAt(length - 1) == '\u00ad')
        && Character.isLetter(text.charAt(length - 2));
  }

  private void flush() {
    if (!open.isEmpty()) {
      if (itemLeft >= 0) {
        int depth = itemLeft > outerItemLeft + DEEPER_POINTS ? 2 : 1;
        blocks.item(depth, open, new Place.Page(openPage));
      } else {
        blocks.paragraph(open, new Place.Page(openPage));
        outerItemLeft = -1;
      }
    }
    open.setLength(0);
    itemLeft = -1;
  }
}
