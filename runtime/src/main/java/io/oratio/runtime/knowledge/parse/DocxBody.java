package io.oratio.runtime.knowledge.parse;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the body of a Word document as a stream (ISO/IEC 29500-1 §17.3, §17.4), so that a large
/// one takes no more memory than a small one. Deleted, moved-away and hidden words are left out, as
/// are page headers and footers, which are other parts.
final class DocxBody {
  private static final int HEADING_WORDS = 12;

  private static final class OpenParagraph {
    final StringBuilder text = new StringBuilder();
    String styleId = "";
    String listId = "";
    int listLevel;
    int outlineLevel = -1;
    boolean hasPlainWords;
  }

  private final BlockCollector blocks;
  private final DocxStyles styles;
  private final DocxNumbering numbering;
  private final Deque<OpenParagraph> paragraphs = new ArrayDeque<>();
  private final Deque<DocxTable> tables = new ArrayDeque<>();
  private Optional<String> title = Optional.empty();
  private int depth;

  /// Depth of the element that is left out with all in it; 0 when none is.
  private int skippedDepth;

  private int runs;
  private boolean isRunBold;
  private boolean isRunHidden;

  DocxBody(BlockCollector blocks, DocxStyles styles, DocxNumbering numbering) {
    this.blocks = blocks;
    this.styles = styles;
    this.numbering = numbering;
  }

  /// Reads all of it.
  ///
  /// @return the title, if a paragraph is styled as one
  Optional<String> read(InputStream in) throws XMLStreamException {
    XMLStreamReader xml = StrictXml.reader(in);
    boolean isText = false;
    while (xml.hasNext()) {
      switch (StrictXml.next(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          blocks.checkDepth(depth);
          if (skippedDepth == 0) {
            isText = xml.getLocalName().equals("t") && runs > 0;
            start(xml);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (skippedDepth == 0) {
            isText = false;
            end(xml.getLocalName());
          } else if (skippedDepth == depth) {
            skippedDepth = 0;
          }
          depth--;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (isText && skippedDepth == 0) {
            write(xml.getText());
          }
        }
        default -> {
          // Comments and processing instructions say nothing.
        }
      }
    }
    return title;
  }

  private void start(XMLStreamReader xml) {
    switch (xml.getLocalName()) {
      // What is deleted or moved away, and the older form of what was read before it.
      case "del", "moveFrom", "Fallback", "footnotePr" -> skippedDepth = depth;
      case "p" -> paragraphs.push(new OpenParagraph());
      case "tbl" -> tables.push(new DocxTable(blocks));
      case "r" -> {
        runs++;
        isRunBold = false;
        isRunHidden = false;
      }
      case "tr", "tc", "tblHeader", "gridSpan", "vMerge" -> startInTable(xml);
      default -> {
        if (!paragraphs.isEmpty()) {
          startInParagraph(xml, paragraphs.peek());
        }
      }
    }
  }

  private void startInTable(XMLStreamReader xml) {
    DocxTable table = tables.peek();
    if (table == null) {
      return;
    }
    switch (xml.getLocalName()) {
      case "tr" -> table.startRow();
      case "tc" -> table.startCell();
      case "tblHeader" -> table.header();
      case "gridSpan" -> table.span(Math.clamp(number(xml, "val", 1), 1, 1_000));
      default -> {
        if (!attribute(xml, "val").equals("restart")) {
          table.merge();
        }
      }
    }
  }

  private void startInParagraph(XMLStreamReader xml, OpenParagraph open) {
    switch (xml.getLocalName()) {
      case "pStyle" -> open.styleId = attribute(xml, "val");
      case "numId" -> open.listId = attribute(xml, "val");
      case "ilvl" -> open.listLevel = number(xml, "val", 0);
      case "outlineLvl" -> open.outlineLevel = number(xml, "val", -1);
      case "b" -> isRunBold |= runs > 0 && isOn(xml);
      case "vanish" -> isRunHidden |= runs > 0 && isOn(xml);
      case "tab", "ptab" -> write(" ");
      case "br", "cr" -> write(String.valueOf(PlainWords.BREAK));
      case "noBreakHyphen" -> write("-");
      default -> {
        // Looks, fields, pictures.
      }
    }
  }

  private void write(String text) {
    OpenParagraph open = paragraphs.peek();
    if (open == null || runs == 0 || isRunHidden) {
      return;
    }
    blocks.checkCharacters(open.text.length() + text.length());
    open.text.append(text);
    open.hasPlainWords |= !isRunBold && !text.isBlank();
  }

  private void end(String element) {
    switch (element) {
      case "r" -> runs = Math.max(0, runs - 1);
      case "p" -> {
        if (!paragraphs.isEmpty()) {
          end(paragraphs.pop());
        }
      }
      case "tc" -> {
        if (!tables.isEmpty()) {
          tables.peek().endCell();
        }
      }
      case "tr" -> {
        if (!tables.isEmpty()) {
          tables.peek().endRow();
        }
      }
      case "tbl" -> {
        if (!tables.isEmpty()) {
          end(tables.pop());
        }
      }
      default -> {
        // Nothing was begun.
      }
    }
  }

  private void end(DocxTable table) {
    if (tables.isEmpty()) {
      table.end(Place.NONE);
    } else {
      tables.peek().text(table.flat(), false);
    }
  }

  private void end(OpenParagraph open) {
    boolean isBold = !open.hasPlainWords && PlainWords.hasWords(open.text);
    if (!tables.isEmpty()) {
      tables.peek().text(open.text, isBold);
      return;
    }
    if (styles.isContents(open.styleId)) {
      return;
    }
    if (title.isEmpty() && styles.isTitle(open.styleId) && PlainWords.hasWords(open.text)) {
      title = Optional.of(PlainWords.folded(open.text));
      blocks.checkCharacters(open.text.length());
      return;
    }
    int level = open.outlineLevel >= 0 ? open.outlineLevel + 1 : styles.headingLevel(open.styleId);
    if (level > 0 && level <= 9) {
      blocks.heading(Math.min(6, level), open.text, Place.NONE);
      return;
    }
    String listId = open.listId.isBlank() ? styles.listId(open.styleId) : open.listId;
    if (!listId.isBlank() && !listId.equals("0")) {
      String number = numbering.next(listId, open.listLevel);
      blocks.item(open.listLevel + 1, number + open.text, Place.NONE);
    } else if (styles.isList(open.styleId)) {
      blocks.item(1, open.text, Place.NONE);
    } else if (isBold && looksLikeHeading(open.text)) {
      blocks.heading(7, open.text, Place.NONE);
    } else {
      blocks.paragraph(open.text, Place.NONE);
    }
  }

  private static boolean looksLikeHeading(CharSequence text) {
    String words = text.toString().strip();
    return words.indexOf(PlainWords.BREAK) < 0
        && !words.isEmpty()
        && ".,;!".indexOf(words.charAt(words.length() - 1)) < 0
        && PlainWords.countWords(words) <= HEADING_WORDS;
  }

  private static boolean isOn(XMLStreamReader xml) {
    return switch (attribute(xml, "val")) {
      case "0", "false", "off" -> false;
      default -> true;
    };
  }

  /// An attribute by its local name, as the prefix is the writer's choice; blank when missing.
  static String attribute(XMLStreamReader xml, String name) {
    for (int at = 0; at < xml.getAttributeCount(); at++) {
      if (xml.getAttributeLocalName(at).equals(name)) {
        return xml.getAttributeValue(at);
      }
    }
    return "";
  }

  static int number(XMLStreamReader xml, String name, int otherwise) {
    String value = attribute(xml, name);
    return value.matches("\\d{1,6}") ? Integer.parseInt(value) : otherwise;
  }
}
