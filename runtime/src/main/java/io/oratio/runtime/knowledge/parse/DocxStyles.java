package io.oratio.runtime.knowledge.parse;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What a Word document's styles mean (ISO/IEC 29500-1 §17.7): headings by their level, the title,
/// lines of a table of contents. The names of built-in styles are English in every language.
final class DocxStyles {
  private static final int STYLES = 10_000;
  private static final int ANCESTORS = 20;
  private static final String HEADING = "heading ";

  private static final class Style {
    String name = "";
    String basedOn = "";
    int outlineLevel = -1;
    String listId = "";
  }

  private final Map<String, Style> styles = new HashMap<>();

  void read(InputStream in) throws XMLStreamException {
    XMLStreamReader xml = StrictXml.reader(in);
    Style open = new Style();
    while (xml.hasNext()) {
      if (StrictXml.next(xml) != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "style" -> {
          open = new Style();
          if (styles.size() < STYLES) {
            styles.put(DocxBody.attribute(xml, "styleId"), open);
          }
        }
        case "name" -> open.name = DocxBody.attribute(xml, "val").toLowerCase(Locale.ROOT);
        case "basedOn" -> open.basedOn = DocxBody.attribute(xml, "val");
        case "outlineLvl" -> open.outlineLevel = DocxBody.number(xml, "val", -1);
        case "numId" -> open.listId = DocxBody.attribute(xml, "val");
        default -> {
          // Looks, not meaning.
        }
      }
    }
  }

  /// The level of a heading of this style, 1 to 6; 0 for what is no heading.
  int headingLevel(String styleId) {
    String id = styleId;
    for (int step = 0; step < ANCESTORS && styles.containsKey(id); step++) {
      Style style = styles.get(id);
      if (style.name.startsWith(HEADING)) {
        String level = style.name.substring(HEADING.length()).strip();
        if (level.length() == 1 && level.charAt(0) >= '1' && level.charAt(0) <= '9') {
          return Math.min(6, level.charAt(0) - '0');
        }
      }
      if (style.outlineLevel >= 0 && style.outlineLevel < 9) {
        return Math.min(6, style.outlineLevel + 1);
      }
      id = style.basedOn;
    }
    // A file without styles still says it in the style's id.
    return styles.isEmpty() && styleId.matches("(?i)heading[1-6]")
        ? styleId.charAt(styleId.length() - 1) - '0'
        : 0;
  }

  boolean isTitle(String styleId) {
    return name(styleId).equals("title") || styles.isEmpty() && styleId.equals("Title");
  }

  boolean isContents(String styleId) {
    return name(styleId).startsWith("toc ");
  }

  /// The list a style's paragraphs belong to; blank for none.
  String listId(String styleId) {
    String id = styleId;
    for (int step = 0; step < ANCESTORS && styles.containsKey(id); step++) {
      Style style = styles.get(id);
      if (!style.listId.isBlank()) {
        return style.listId;
      }
      id = style.basedOn;
    }
    return "";
  }

  /// Whether the style is one of lists by its name, as writers without numberings use it.
  boolean isList(String styleId) {
    return name(styleId).startsWith("list bullet") || name(styleId).startsWith("list number");
  }

  private String name(String styleId) {
    Style style = styles.get(styleId);
    return style == null ? "" : style.name;
  }
}
