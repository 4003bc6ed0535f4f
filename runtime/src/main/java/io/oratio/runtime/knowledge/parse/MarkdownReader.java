package io.oratio.runtime.knowledge.parse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/// Reads Markdown (CommonMark 0.31 with the tables of GitHub's dialect). Pictures are left out, of
/// links their words stay; HTML in it is read as HTML.
final class MarkdownReader {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private static final Pattern FRONT_MATTER =
      Pattern.compile(
          "\\A---[ \\t]*\\R((?:(?!---).*\\R){0,200}?)(?:---|\\.\\.\\.)[ \\t]*(?:\\R|\\z)");
  private static final Pattern TITLE =
      Pattern.compile("(?m)^title:[ \\t]*[\"']?(.{1,300}?)[\"']?[ \\t]*$");

  private final BlockCollector blocks;

  private MarkdownReader(BlockCollector blocks) {
    this.blocks = blocks;
  }

  /// @return the title of the front matter, when it has one
  static Optional<String> read(Path file, BlockCollector blocks) throws IOException {
    String text = TextFile.decoded(file, blocks);
    Optional<String> title = Optional.empty();
    Matcher front = FRONT_MATTER.matcher(text);
    if (front.find() && (front.group(1).isBlank() || front.group(1).contains(":"))) {
      Matcher told = TITLE.matcher(front.group(1));
      title = told.find() ? Optional.of(told.group(1)) : Optional.empty();
      text = text.substring(front.end());
    }
    checkIndents(text, blocks);
    new MarkdownReader(blocks).children(PARSER.parse(text), 1, 0, "");
    return title;
  }

  /// Refuses lines that begin deeper than the limit before they are parsed: the parser takes each
  /// line through all that is open above it.
  private static void checkIndents(String text, BlockCollector blocks) {
    int most = 2 * blocks.limits().nestingDepth();
    int column = 0;
    boolean isIndent = true;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        column = 0;
        isIndent = true;
      } else if (isIndent) {
        boolean isMarker =
            "-*+".indexOf(c) >= 0 && at + 1 < text.length() && text.charAt(at + 1) == ' ';
        isIndent = c == ' ' || c == '\t' || c == '>' || isMarker;
        column++;
        if (isIndent && column > most) {
          blocks.checkDepth(column);
        }
      }
    }
  }

  /// @param depth of the recursion, held by the limit of nesting
  /// @param marker of the list's item these are in, spent by the first paragraph
  private void children(Node parent, int depth, int listDepth, String marker) {
    blocks.checkDepth(depth);
    String unspent = marker;
    int number = parent instanceof OrderedList list ? first(list) : -1;
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Heading heading -> blocks.heading(heading.getLevel(), text(node, depth), Place.NONE);
        case Paragraph _ -> {
          if (listDepth > 0) {
            blocks.item(listDepth, unspent + text(node, depth), Place.NONE);
            unspent = "";
          } else {
            blocks.paragraph(text(node, depth), Place.NONE);
          }
        }
        case ListItem _ -> {
          children(node, depth + 1, listDepth, number < 0 ? "" : number + ". ");
          number = number < 0 ? number : number + 1;
        }
        case BulletList _ -> children(node, depth + 1, listDepth + 1, "");
        case OrderedList _ -> children(node, depth + 1, listDepth + 1, "");
        case FencedCodeBlock code -> blocks.code(code.getLiteral(), Place.NONE);
        case IndentedCodeBlock code -> blocks.code(code.getLiteral(), Place.NONE);
        case HtmlBlock html -> HtmlReader.readFragment(html.getLiteral(), blocks);
        case TableBlock table -> table(table, depth);
        case LinkReferenceDefinition _ -> {
          // An address, not a word.
        }
        default -> children(node, depth + 1, listDepth, "");
      }
    }
  }

  private static int first(OrderedList list) {
    Integer told = list.getMarkerStartNumber();
    return told == null ? 1 : told;
  }

  private void table(TableBlock table, int depth) {
    List<String> header = List.of();
    List<List<String>> rows = new ArrayList<>();
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        if (!(row instanceof TableRow)) {
          continue;
        }
        List<String> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
          if (cell instanceof TableCell) {
            cells.add(text(cell, depth));
          }
        }
        if (part instanceof TableHead) {
          header = cells;
        } else {
          rows.add(cells);
        }
      }
    }
    blocks.table(header, rows, Place.NONE);
  }

  private String text(Node node, int depth) {
    StringBuilder out = new StringBuilder();
    text(node, out, depth);
    return out.toString();
  }

  private void text(Node parent, StringBuilder out, int depth) {
    blocks.checkDepth(depth);
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Text text -> out.append(text.getLiteral());
        case Code code -> out.append(code.getLiteral());
        case SoftLineBreak _ -> out.append(' ');
        case HardLineBreak _ -> out.append(PlainWords.BREAK);
        case HtmlInline html -> {
          if (html.getLiteral().startsWith("<br")) {
            out.append(PlainWords.BREAK);
          }
        }
        case Image _ -> {
          // Not seen on the phone.
        }
        default -> text(node, out, depth + 1);
      }
    }
  }
}
