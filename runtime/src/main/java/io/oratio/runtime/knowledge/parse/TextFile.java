package io.oratio.runtime.knowledge.parse;

import io.oratio.runtime.knowledge.parse.Reading.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Reads plain text: paragraphs parted by empty lines, wrapped lines joined, items and headings by
/// how they are commonly written.
final class TextFile {
  private static final int BYTES_A_CHARACTER = 4;
  private static final int WRAPPED_FROM_CHARACTERS = 45;
  private static final int HEADING_CHARACTERS = 60;
  private static final int HEADING_WORDS = 8;
  private static final Pattern ITEM =
      Pattern.compile("(\\s*)(?:[-*+•◦▪‣●○–]|(\\d{1,3})[.)])\\s+(\\S.*)");
  private static final Pattern RULE = Pattern.compile("\\s*([=\\-~_*#])\\1{2,}\\s*");

  private final BlockCollector blocks;
  private final StringBuilder open = new StringBuilder();
  private String lastLine = "";
  private boolean isItem;
  private int itemDepth;

  private TextFile(BlockCollector blocks) {
    this.blocks = blocks;
  }

  static void read(Path file, BlockCollector blocks) throws IOException {
    new TextFile(blocks).read(decoded(file, blocks));
  }

  /// All of a text file.
  static String decoded(Path file, BlockCollector blocks) throws IOException {
    int most = blocks.limits().textCharacters();
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes =
          in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, most * (long) BYTES_A_CHARACTER));
      if (in.read() >= 0) {
        blocks.checkCharacters(Integer.MAX_VALUE);
      }
    }
    String text =
        TextDecoding.decode(bytes, true)
            .orElseThrow(
                () ->
                    new Refusal(
                        Reason.UNSUPPORTED,
                        "Its letters are in a coding that is not known: save it as UTF-8."));
    blocks.checkCharacters(text.length());
    return text;
  }

  private void read(String text) {
    List<String> lines = text.lines().toList();
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      boolean isAfterGap = at == 0 || lines.get(at - 1).isBlank();
      boolean isBeforeGap = at + 1 == lines.size() || lines.get(at + 1).isBlank();
      boolean isUnderlined = at + 1 < lines.size() && isRule(lines.get(at + 1), "=-~");
      if (line.isBlank() || isRule(line, "=-~_*#")) {
        flush();
      } else if (isUnderlined && isAfterGap && isShort(line)) {
        flush();
        blocks.heading(lines.get(at + 1).contains("=") ? 1 : 2, line, Place.NONE);
      } else if (isAfterGap && isBeforeGap && at + 1 < lines.size() && isHeading(line)) {
        flush();
        blocks.heading(isUpperCase(line) ? 1 : 7, line, Place.NONE);
      } else {
        line(line);
      }
    }
    flush();
  }

  private void line(String line) {
    var item = ITEM.matcher(line);
    if (item.matches()) {
      flush();
      isItem = true;
      itemDepth = 1 + item.group(1).length() / 2;
      open.append(item.group(2) == null ? "" : item.group(2) + ". ").append(item.group(3));
    } else if (!open.isEmpty() && !goesOn(line)) {
      flush();
      open.append(line);
    } else {
      open.append(open.isEmpty() ? "" : " ").append(line);
    }
    lastLine = line;
  }

  /// Whether a line goes on with the sentence before it, which an editor wrapped.
  private boolean goesOn(String line) {
    boolean isIndentedUnderItem = isItem && Character.isWhitespace(line.charAt(0));
    return isIndentedUnderItem
        || Character.isLowerCase(line.strip().codePointAt(0))
        || lastLine.length() >= WRAPPED_FROM_CHARACTERS;
  }

  private void flush() {
    if (!open.isEmpty()) {
      if (isItem) {
        blocks.item(itemDepth, open, Place.NONE);
      } else {
        blocks.paragraph(open, Place.NONE);
      }
    }
    open.setLength(0);
    isItem = false;
  }

  private static boolean isRule(String line, String signs) {
    return RULE.matcher(line).matches() && signs.indexOf(line.strip().charAt(0)) >= 0;
  }

  private static boolean isShort(String line) {
    return line.strip().length() <= HEADING_CHARACTERS && PlainWords.hasWords(line);
  }

  /// A line that stands alone, is short, begins like a title and does not end like a sentence.
  private static boolean isHeading(String line) {
    String words = line.strip();
    int first = words.codePointAt(0);
    return isShort(line)
        && ".,;:!?".indexOf(words.charAt(words.length() - 1)) < 0
        && (Character.isUpperCase(first) || Character.isDigit(first))
        && PlainWords.countWords(words) <= HEADING_WORDS
        && !ITEM.matcher(line).matches();
  }

  private static boolean isUpperCase(String line) {
    return line.codePoints().noneMatch(Character::isLowerCase)
        && line.codePoints().filter(Character::isLetter).count() > 2;
  }
}
