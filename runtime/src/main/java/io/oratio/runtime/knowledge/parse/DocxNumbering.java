package io.oratio.runtime.knowledge.parse;

import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Counts a Word document's numbered lists (ISO/IEC 29500-1 §17.9), whose numbers are nowhere
/// written. Only plain numbers are told; letters and bullets say nothing when read aloud.
final class DocxNumbering {
  private static final int LISTS = 10_000;
  private static final int LEVELS = 9;

  private final Set<String> numbered = new HashSet<>();
  private final Map<String, String> abstractOf = new HashMap<>();
  private final Map<String, int[]> counters = new HashMap<>();

  void read(InputStream in) throws XMLStreamException {
    XMLStreamReader xml = StrictXml.reader(in);
    String abstractId = "";
    String numId = "";
    int level = 0;
    while (xml.hasNext()) {
      if (StrictXml.next(xml) != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "abstractNum" -> abstractId = DocxBody.attribute(xml, "abstractNumId");
        case "lvl" -> level = DocxBody.number(xml, "ilvl", 0);
        case "numFmt" -> {
          if (DocxBody.attribute(xml, "val").equals("decimal") && numbered.size() < LISTS) {
            numbered.add(abstractId + "/" + level);
          }
        }
        case "num" -> numId = DocxBody.attribute(xml, "numId");
        case "abstractNumId" -> {
          if (abstractOf.size() < LISTS) {
            abstractOf.put(numId, DocxBody.attribute(xml, "val"));
          }
        }
        default -> {
          // How it looks.
        }
      }
    }
  }

  /// What stands in front of the next item of a list: `3. `, or nothing for a bullet.
  String next(String numId, int level) {
    int at = Math.clamp(level, 0, LEVELS - 1);
    if (counters.size() >= LISTS && !counters.containsKey(numId)) {
      return "";
    }
    int[] counts = counters.computeIfAbsent(numId, _ -> new int[LEVELS]);
    counts[at]++;
    for (int deeper = at + 1; deeper < LEVELS; deeper++) {
      counts[deeper] = 0;
    }
    return numbered.contains(abstractOf.getOrDefault(numId, "") + "/" + at)
        ? counts[at] + ". "
        : "";
  }
}
