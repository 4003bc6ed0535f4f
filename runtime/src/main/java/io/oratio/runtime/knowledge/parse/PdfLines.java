package io.oratio.runtime.knowledge.parse;

import io.oratio.runtime.knowledge.parse.PdfLine.Word;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// Takes the lines out of a PDF's pages, in the order in which they were written, which keeps
/// columns apart.
final class PdfLines extends PDFTextStripper {
  private static final int BOLD_FROM_WEIGHT = 600;

  private final BlockCollector blocks;
  private final List<PdfLine> lines = new ArrayList<>();
  private final Map<PDFont, Boolean> boldness = new HashMap<>();
  private final StringBuilder letters = new StringBuilder();
  private List<Word> words = new ArrayList<>();
  private double left;
  private double right;
  private double baseline;
  private double sizeSum;
  private double pageHeight;
  private int lettersInLine;
  private int boldInLine;
  private int page;
  private long characters;

  PdfLines(BlockCollector blocks) throws IOException {
    super();
    this.blocks = blocks;
    // Text drawn twice for a shadow is one text.
    setSuppressDuplicateOverlappingText(true);
  }

  /// The lines of one page.
  List<PdfLine> read(PDPage source, int number) throws IOException {
    lines.clear();
    page = number;
    pageHeight = source.getCropBox().getHeight();
    output = Writer.nullWriter();
    processPage(source);
    endLine();
    return List.copyOf(lines);
  }

  @Override
  protected void writeString(String text, List<TextPosition> positions) {
    characters += text.length();
    blocks.checkCharacters(characters);
    if (text.codePoints().anyMatch(PdfLines::isRightToLeft)) {
      whole(text, positions);
      return;
    }
    for (TextPosition position : positions) {
      String letter = position.getUnicode();
      if (letter == null || letter.isBlank()) {
        endWord();
        continue;
      }
      double from = position.getXDirAdj();
      if (letters.isEmpty()) {
        left = from;
      }
      letters.append(letter);
      right = from + position.getWidthDirAdj();
      measure(position, letter.length());
    }
    endWord();
  }

  /// Words written from right to left stay in the order in which the library turned them.
  private void whole(String text, List<TextPosition> positions) {
    left = positions.stream().mapToDouble(TextPosition::getXDirAdj).min().orElse(0);
    right =
        positions.stream()
            .mapToDouble(it -> it.getXDirAdj() + it.getWidthDirAdj())
            .max()
            .orElse(left);
    positions.forEach(it -> measure(it, 1));
    letters.append(text.strip());
    endWord();
  }

  private void measure(TextPosition position, int count) {
    baseline = position.getYDirAdj();
    sizeSum += size(position) * count;
    lettersInLine += count;
    if (boldness.computeIfAbsent(position.getFont(), PdfLines::isBold)) {
      boldInLine += count;
    }
  }

  /// The size as it is seen: what the font is set to, times what the page scales it by.
  private static double size(TextPosition position) {
    double scaled = position.getFontSizeInPt();
    return scaled > 0 ? scaled : Math.max(1, position.getHeightDir());
  }

  private static boolean isBold(PDFont font) {
    String name = font.getName() == null ? "" : font.getName().toLowerCase(Locale.ROOT);
    if (name.contains("bold") || name.contains("black") || name.contains("heavy")) {
      return true;
    }
    PDFontDescriptor descriptor = font.getFontDescriptor();
    return descriptor != null
        && (descriptor.isForceBold() || descriptor.getFontWeight() >= BOLD_FROM_WEIGHT);
  }

  private static boolean isRightToLeft(int c) {
    byte direction = Character.getDirectionality(c);
    return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
  }

  private void endWord() {
    if (!letters.isEmpty()) {
      words.add(new Word(letters.toString(), left, right));
      letters.setLength(0);
    }
  }

  private void endLine() {
    endWord();
    if (!words.isEmpty()) {
      double size = Math.round(sizeSum / lettersInLine * 2) / 2.0;
      boolean isBold = boldInLine * 10 >= lettersInLine * 9;
      lines.add(
          new PdfLine(page, List.copyOf(words), baseline, Math.max(1, size), isBold, pageHeight));
    }
    words = new ArrayList<>();
    sizeSum = 0;
    lettersInLine = 0;
    boldInLine = 0;
  }

  @Override
  protected void writeWordSeparator() {
    endWord();
  }

  @Override
  protected void writeLineSeparator() {
    endLine();
  }

  @Override
  protected void writeParagraphStart() {
    endLine();
  }

  @Override
  protected void writeParagraphEnd() {
    endLine();
  }

  @Override
  protected void endArticle() {
    endLine();
  }

  @Override
  protected void writePageEnd() {
    endLine();
  }
}
